"""Changing units of measure."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.catalog import policies
from filon.catalog.models import Unit, UnitFamily
from filon.catalog.services.naming import clean_texts
from filon.core.exceptions import Conflict, DomainError
from filon.core.fields import translated
from filon.core.normalising import sort_key
from filon.history.services.recording import describe

LARGEST_FACTOR, LARGEST_STEP = Decimal(10) ** 9, Decimal(1000)


@transaction.atomic
def update_unit(
    *,
    actor: User | None,
    unit: Unit,
    name: dict[str, str],
    family: UnitFamily,
    factor: Decimal,
    step: Decimal,
    code: str,
) -> Unit:
    """Change a unit. While products are sold by it, its family and what it contains stay: prices hang on them."""
    policies.require_change(actor)
    describe(gettext_noop("Changed a unit of measure"))
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    _check(unit, family, factor, step)
    unit.name = clean_texts(name, required=True)
    unit.sort_key = sort_key(translated(unit.name))
    unit.family, unit.factor, unit.step, unit.code = family, factor, step, code.strip().upper()
    unit.save()
    return unit


def _check(unit: Unit, family: UnitFamily, factor: Decimal, step: Decimal) -> None:
    if not 0 < factor < LARGEST_FACTOR or round(factor, 6) != factor:
        raise DomainError(_("Write a number above zero with at most six decimals."), field="factor")
    if not 0 < step < LARGEST_STEP or round(step, 3) != step:
        raise DomainError(_("Write a number above zero with at most three decimals."), field="step")
    if unit.family_id == family.pk and unit.factor == factor:
        return
    product = unit.products.first()
    if product is not None:
        sentence = _("“%(product)s” is sold by this unit, so its family and what it contains stay.")
        raise Conflict(sentence % {"product": product}, field="factor" if unit.family_id == family.pk else "family")
