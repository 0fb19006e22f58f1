"""The pages of single units, price lists and payment terms."""

from decimal import Decimal

import pytest
from django.test import Client

from filon.accounts.testing import an_administrator
from filon.catalog.choices import PriceBase, PriceMethod
from filon.catalog.models import PaymentTerm, PriceRule, Unit
from filon.catalog.services.converting import convert
from filon.catalog.testing import a_price_list, a_product, a_rule, the_tax, the_unit

pytestmark = pytest.mark.django_db
DOZEN = {"name_ro": "duzină", "name_en": "dozen", "factor": "12", "step": "0,5", "code": "dzn"}


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def test_a_unit_says_how_it_converts(browser: Client) -> None:
    dozen = the_unit("dozen")
    browser.post(f"/configuration/units/{dozen.pk}/", {**DOZEN, "factor": "13", "family": dozen.family_id})
    changed = Unit.objects.get(pk=dozen.pk)
    assert (changed.step, changed.code) == (Decimal("0.5"), "DZN")
    assert convert(Decimal(2), changed, the_unit()) == 26


@pytest.mark.parametrize(("field", "typed"), [("factor", "0"), ("factor", "-1"), ("step", "0"), ("factor", "multe")])
def test_a_unit_that_holds_nothing_is_refused(browser: Client, field: str, typed: str) -> None:
    dozen = the_unit("dozen")
    wrong = {**DOZEN, "family": dozen.family_id, field: typed}
    assert browser.post(f"/configuration/units/{dozen.pk}/", wrong).status_code == 422


def test_a_unit_that_sells_something_keeps_what_it_contains(browser: Client) -> None:
    dozen = the_unit("dozen")
    a_product("Becuri", unit=dozen)
    answer = browser.post(f"/configuration/units/{dozen.pk}/", {**DOZEN, "factor": "10", "family": dozen.family_id})
    assert "„Becuri” se vinde în această unitate" in answer.content.decode()


def test_a_tax_in_use_is_not_deleted_and_says_where(browser: Client) -> None:
    a_product(tax=the_tax())
    page = browser.post("/configuration/taxes/", {"act": "delete", "row": the_tax().pk}, follow=True).content.decode()
    assert "1 produs" in page


def test_a_rule_is_added_changed_and_taken_away(browser: Client) -> None:
    listed = a_price_list(currency="RON")
    page = f"/configuration/price-lists/{listed.pk}/"
    typed = {"part": "new", "method": "formula", "base": "cost", "percent": "-25", "rounding": "10", "fee": "-0,01"}
    assert browser.post(page, typed).status_code == 302
    rule = PriceRule.objects.get()
    assert (rule.method, rule.base, rule.percent) == (PriceMethod.FORMULA, PriceBase.COST, -25)
    assert "cost + 25" in browser.get(page).content.decode()
    browser.post(page, {**typed, "part": rule.pk, "min_quantity": "10", "valid_until": "31.12.2026"})
    assert "de la cantitatea 10 · până la 31.12.2026" in browser.get(page).content.decode()
    browser.post(page, {"part": rule.pk, "remove": "yes"})
    assert not PriceRule.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"percent": "101"},
        {"min_quantity": "-1"},
        {"valid_from": "02.01.2026", "valid_until": "01.01.2026"},
        {"min_margin": "5", "max_margin": "1"},
        {"fixed_price": "-1"},
        {"product_text": "nimic de felul acesta"},
    ],
)
def test_a_rule_that_cannot_be_is_refused(browser: Client, wrong: dict[str, str]) -> None:
    listed = a_price_list()
    typed = {"part": "new", "method": "percent", "base": "price", **wrong}
    assert browser.post(f"/configuration/price-lists/{listed.pk}/", typed).status_code == 422
    assert not PriceRule.objects.exists()


def test_a_list_with_rules_keeps_its_currency(browser: Client) -> None:
    listed = a_price_list(currency="RON")
    a_rule(listed)
    said = {"name_ro": "Distribuitori", "currency": "EUR"}
    assert browser.post(f"/configuration/price-lists/{listed.pk}/", said).status_code == 422


def test_a_payment_term_has_shares_of_exactly_a_hundred(browser: Client) -> None:
    term = PaymentTerm.objects.all()[0]
    page = f"/configuration/payment-terms/{term.pk}/"
    typed = {"name_ro": "40 + 60", "percent_1": "40", "days_1": "0", "percent_2": "60", "days_2": "45"}
    assert browser.post(page, typed).status_code == 302
    assert list(term.parts.values_list("percent", "days")) == [(40, 0), (60, 45)]
    answer = browser.post(page, {**typed, "percent_2": "59"})
    assert answer.status_code == 422
    assert "exact 100" in answer.content.decode()
