"""A discount on the whole quotation, and why a line has its price."""

from decimal import Decimal

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.catalog.choices import PriceBase, PriceMethod
from filon.catalog.services.price_lists import update_rule
from filon.catalog.testing import a_price_list, a_product, a_rule, the_tax
from filon.core.exceptions import DomainError
from filon.sales.models import Quotation
from filon.sales.services.discounting import discount_amount
from filon.sales.services.lines import add_line, update_line
from filon.sales.services.pricing import explained
from filon.sales.testing import a_line, a_quotation

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def seller(client: Client) -> User:
    user = a_user(role="own")
    client.force_login(user)
    return user


def of(user: User) -> Quotation:
    return a_quotation(actor=user, salesperson=user)


def test_an_amount_is_taken_off_each_tax_in_proportion_to_the_cent() -> None:
    quotation = a_quotation()
    a_line(quotation, price="200")
    add_line(actor=None, quotation=quotation, name="Carte", unit_price=D(100), tax=the_tax("Reduced VAT"))
    lines = discount_amount(actor=None, quotation=quotation, amount=D("100.01"))
    assert [line.unit_price for line in lines] == [D("-66.68"), D("-33.33")]
    quotation.refresh_from_db()
    assert (quotation.untaxed, quotation.tax) == (D("199.99"), D("35.33"))


@pytest.mark.parametrize("amount", ["0", "-5", "100.01"])
def test_no_more_is_taken_off_than_there_is(amount: str) -> None:
    quotation = a_quotation()
    a_line(quotation, price="100")
    with pytest.raises(DomainError) as refusal:
        discount_amount(actor=None, quotation=quotation, amount=D(amount))
    assert "amount" in refusal.value.errors


def test_the_dialog_writes_a_percentage_on_all_lines(client: Client, seller: User) -> None:
    quotation = of(seller)
    a_line(quotation, price="100")
    client.post(f"/quotations/{quotation.pk}/discount/", {"choice": "percent", "discount": "7,5 %"})
    assert quotation.lines.get().discount == D("7.5")


@pytest.mark.parametrize(
    "said", [{"choice": "percent"}, {"choice": "percent", "discount": "101"}, {"choice": "amount"}]
)
def test_the_dialog_says_what_is_missing(client: Client, seller: User, said: dict[str, str]) -> None:
    quotation = of(seller)
    a_line(quotation)
    assert client.post(f"/quotations/{quotation.pk}/discount/", said).status_code == 422


def test_a_line_says_why_it_has_its_price(client: Client, seller: User) -> None:
    listed = a_price_list("Revânzători")
    product = a_product("Invertor", price="100")
    a_rule(listed, product=product, percent="10", min_quantity="5")
    quotation = a_quotation(actor=seller, salesperson=seller, price_list=listed)
    line = add_line(actor=None, quotation=quotation, product=product, quantity=D(4))
    assert explained(line, quotation, tells_cost=False) == "100,00\xa0lei este prețul produsului."
    line = update_line(actor=None, line=line, quantity=D(5))
    page = client.get(f"/quotations/{quotation.pk}/lines/{line.pk}/?edit").content.decode()
    assert "după „Revânzători”" in page
    assert "de la cantitatea 5" in page
    line = update_line(actor=None, line=line, unit_price=D(95))
    assert explained(line, quotation, tells_cost=False).startswith("Scris de mână; altfel:")


def test_a_formula_on_cost_does_not_tell_the_cost() -> None:
    listed = a_price_list("Proiecte")
    rule = a_rule(listed)
    update_rule(actor=None, rule=rule, method=PriceMethod.FORMULA, base=PriceBase.COST, percent=D(-25))
    quotation = a_quotation(price_list=listed)
    line = add_line(actor=None, quotation=quotation, product=a_product(cost="80"))
    assert "după o formulă" in explained(line, quotation, tells_cost=False)
    assert "cost + 25" in explained(line, quotation, tells_cost=True)
