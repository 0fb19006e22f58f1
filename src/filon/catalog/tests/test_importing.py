"""Products from files."""

from decimal import Decimal

import pytest

from filon.accounts.testing import an_administrator
from filon.catalog.models import Product
from filon.catalog.testing import a_product
from filon.exchange.services.running import run, start
from filon.exchange.services.settings import Settings
from filon.exchange.testing import an_import

pytestmark = pytest.mark.django_db

TABLE = """Cod;Denumire;Preț;TVA;Tip
L-1;Lampă;1.250,50;;Bun
L-2;Montaj;100;Nicio taxă;Serviciu
L-1;Altă lampă;1;;
;Bec;-5;;
"""


def test_products_come_in_by_reference_and_are_updated_by_it(settings, tmp_path):
    settings.FILON_HOME = tmp_path
    boss, known = an_administrator(), a_product("Veioză")
    Product.objects.filter(pk=known.pk).update(reference="V-1")
    subject = an_import(boss, TABLE + "V-1;Veioză nouă;7,5;;\n", "product")
    chosen = Settings.of({**subject.settings, "key": "reference"})
    run(start(actor=boss, subject=subject, settings=chosen, is_trial=False))
    subject.refresh_from_db()
    assert (subject.created, subject.updated, subject.skipped, subject.rejected) == (1, 1, 1, 2)
    lamp = Product.objects.get(reference="L-1")
    assert (lamp.name, lamp.price, lamp.kind) == ({"ro": "Lampă"}, Decimal("1250.50"), "goods")
    known.refresh_from_db()
    assert (known.name["ro"], known.price) == ("Veioză nouă", Decimal("7.50"))
    assert "Nicio taxă" in subject.rows.get(number=3).reasons[0]
