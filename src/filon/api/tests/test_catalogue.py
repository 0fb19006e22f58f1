"""Units, taxes, price lists, terms, currencies and templates by REST."""

import pytest

from filon.accounts.testing import a_user
from filon.api.testing import Program
from filon.catalog.testing import a_price_list as a_list
from filon.catalog.testing import a_product, a_rule, the_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return Program(a_user(role="administrator"))


def test_a_tax_comes_with_its_rates_and_they_are_replaced(program: Program) -> None:
    rates = [{"valid_from": "2025-08-01", "percent": "21"}, {"valid_from": "2020-01-01", "percent": "19.00"}]
    tax = program.post("taxes", {"name": {"ro": "TVA nou", "en": "New VAT"}, "rates": rates}).json()
    assert [rate["percent"] for rate in tax["rates"]] == ["21.00", "19.00"]
    ended = program.patch(f"taxes/{tax['id']}", {"rates": [{"valid_from": "2025-08-01", "percent": None}]}).json()
    assert (ended["name"]["en"], ended["rates"]) == ("New VAT", [{"valid_from": "2025-08-01", "percent": None}])


@pytest.mark.parametrize(
    ("rates", "status"),
    [
        ([{"valid_from": "2026-01-01", "percent": "101"}], 422),
        ([{"valid_from": "2026-01-01", "percent": "5"}] * 2, 422),
    ],
)
def test_a_rate_that_cannot_be_is_refused(program: Program, rates: list[object], status: int) -> None:
    assert program.post("taxes", {"name": "TVA nou", "rates": rates}).status_code == status
    assert program.get("taxes?q=TVA nou").json()["items"] == []


def test_an_exemption_says_why(program: Program) -> None:
    answer = program.post("taxes", {"name": "Scutit de probă", "category": "E"})
    assert answer.status_code == 422
    assert "exemption_reason" in answer.json()["errors"][0]["field"]


def test_a_unit_by_which_something_is_sold_keeps_what_it_contains(program: Program) -> None:
    unit = the_unit()
    a_product("Becuri", unit=unit)
    answer = program.patch(f"units/{unit.pk}", {"factor": "12"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (409, "factor")
    assert program.delete(f"units/{unit.pk}").status_code == 409


def test_a_unit_is_made_in_a_family_and_archived(program: Program) -> None:
    family = program.post("unit-families", {"name": "Suprafață de probă"}).json()["id"]
    unit = program.post("units", {"name": "hm²", "family": family, "factor": "10000", "code": "H18"}).json()
    assert (unit["factor"], unit["code"]) == ("10000.000000", "H18")
    assert program.patch(f"units/{unit['id']}", {"active": False}).json()["active"] is False


def test_rules_of_a_price_list_are_written_and_only_administrators_see_them(program: Program) -> None:
    price_list = a_list()
    rule = program.post("price-rules", {"price_list": price_list.pk, "method": "fixed", "fixed_price": "9.50"}).json()
    assert program.patch(f"price-rules/{rule['id']}", {"min_quantity": "10"}).json()["fixed_price"] == "9.50"
    assert len(program.get(f"price-rules?price_list={price_list.pk}").json()["items"]) == 1
    other = Program(a_user(role="all"))
    assert other.get("price-rules").json()["items"] == []
    assert other.post("price-rules", {"price_list": price_list.pk}).status_code == 403


def test_a_list_with_rules_keeps_its_currency(program: Program) -> None:
    price_list = a_list()
    a_rule(price_list)
    assert program.patch(f"price-lists/{price_list.pk}", {"currency": "EUR"}).status_code == 409


def test_the_parts_of_terms_come_to_the_whole(program: Program) -> None:
    parts = [{"percent": "30", "days": 0}, {"percent": "70", "days": 30, "due_from": "month_end"}]
    terms = program.post("payment-terms", {"name": "În două părți", "parts": parts}).json()
    assert [part["due_from"] for part in terms["parts"]] == ["invoice", "month_end"]
    assert program.patch(f"payment-terms/{terms['id']}", {"parts": parts[:1]}).status_code == 422
    assert program.patch(f"payment-terms/{terms['id']}", {"name": "Două"}).json()["parts"] == terms["parts"]


def test_currencies_are_paged_by_code_and_have_dated_rates(program: Program) -> None:
    first = program.get("currencies?limit=1&archived=all").json()
    second = program.get(f"currencies?limit=1&archived=all&cursor={first['next']}").json()
    assert first["items"][0]["code"] < second["items"][0]["code"]
    said = {"currency": "EUR", "valid_from": "2026-11-24", "rate": "5.0895"}
    rate = program.post("currency-rates", said).json()
    assert program.get("currency-rates?currency=EUR").json()["items"][0]["rate"] == "5.089500"
    assert program.delete(f"currency-rates/{rate['id']}").status_code == 204
    assert program.get("currencies/EUR").json()["symbol"] == "€"
    assert program.get("currencies/%00").status_code == 404


def test_a_template_names_the_line_that_cannot_be(program: Program) -> None:
    product = a_product("Becuri").pk
    lines = [{"kind": "section", "name": "Materiale"}, {"product": product, "quantity": "3"}]
    template = program.post("quotation-templates", {"name": "Iluminat", "validity_days": 14, "lines": lines}).json()
    assert [line["kind"] for line in template["lines"]] == ["section", "product"]
    answer = program.patch(f"quotation-templates/{template['id']}", {"lines": [lines[0], {"product": product + 999}]})
    assert (answer.status_code, answer.json()["errors"][0]["index"]) == (422, 1)
    assert program.get(f"quotation-templates/{template['id']}").json()["lines"] == template["lines"]
