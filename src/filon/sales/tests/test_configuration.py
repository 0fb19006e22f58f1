"""Templates of quotations, and what holds for all quotations."""

import pytest
from django.test import Client

from filon.accounts.testing import an_administrator
from filon.catalog.testing import a_product
from filon.sales.models import QuotationTemplate, SalesSettings, TemplateLine
from filon.sales.services.templates import apply_template
from filon.sales.testing import a_quotation

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def test_a_template_is_written_line_by_line_and_starts_a_quotation(browser: Client) -> None:
    template = QuotationTemplate.objects.create(name={"ro": "Model"})
    page = f"/configuration/quotation-templates/{template.pk}/"
    browser.post(page, {"name_ro": "Casă", "validity_days": "15", "terms_ro": "Garanție 2 ani"})
    browser.post(page, {"part": "new", "kind": "product", "product": a_product("Invertor").pk, "quantity": "2"})
    browser.post(page, {"part": "new", "kind": "section", "name_ro": "Echipamente"})
    section = TemplateLine.objects.get(kind="section")
    browser.post(page, {"part": section.pk, "move": "-1"})
    assert [str(line) for line in template.lines.all()] == ["Echipamente", "Invertor"]
    template.refresh_from_db()
    quotation = apply_template(actor=None, quotation=a_quotation(), template=template)
    assert [line.name for line in quotation.lines.all()] == ["Echipamente", "Invertor"]
    assert (quotation.terms, (quotation.valid_until - quotation.quoted_on).days) == ("Garanție 2 ani", 15)  # type: ignore[operator]
    browser.post(page, {"part": section.pk, "remove": "yes"})
    assert template.lines.count() == 1


@pytest.mark.parametrize("wrong", [{"kind": "product"}, {"kind": "note"}, {"kind": "product", "quantity": "0"}])
def test_a_template_line_that_says_nothing_is_refused(browser: Client, wrong: dict[str, str]) -> None:
    template = QuotationTemplate.objects.create(name={"ro": "Model"})
    page = f"/configuration/quotation-templates/{template.pk}/"
    assert browser.post(page, {"part": "new", **wrong}).status_code == 422
    assert not template.lines.exists()


def test_the_settings_of_quotations_are_saved(browser: Client) -> None:
    browser.post("/configuration/quotations/", {"validity_days": "20", "terms_ro": "Plata în avans"})
    found = SalesSettings.current()
    assert (found.validity_days, found.terms, found.proposes_revenue) == (20, {"ro": "Plata în avans"}, False)
    assert browser.post("/configuration/quotations/", {"validity_days": "-1"}).status_code == 422
