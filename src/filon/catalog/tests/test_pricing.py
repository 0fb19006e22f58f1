"""Prices by rules: which rule holds, and what it makes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import ProtectedError

from filon.catalog.choices import PriceBase, PriceMethod
from filon.catalog.models import PaymentTerm, PriceList, PriceRule, Product, TaxRate
from filon.catalog.services.converting import convert, to_step
from filon.catalog.services.pricing import Price, PriceBook, by_formula
from filon.catalog.services.taxing import TaxBook
from filon.catalog.services.terms import instalments
from filon.catalog.testing import a_price_list, a_product, a_rule, the_tax, the_unit
from filon.contacts.testing import a_company
from filon.core.exceptions import DomainError
from filon.organisation.testing import a_rate

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
D = Decimal


def price(
    product: Product, price_list: PriceList | None, quantity: str = "1", unit: str = "pcs", **values: object
) -> Price:
    currency = price_list.currency_id if price_list else "RON"
    wanted = {"day": TODAY, "customer_id": None, **values}
    book = PriceBook.of(price_list=price_list, currency=currency, products=[product.pk], **wanted)  # type: ignore[arg-type]
    return book.price(product, D(quantity), the_unit(unit))


def test_without_a_rule_a_product_has_its_own_price() -> None:
    assert price(a_product(price="780"), a_price_list()) == Price(D("780.00"))


def test_a_percentage_shows_as_a_discount() -> None:
    prices = a_price_list()
    a_rule(prices, percent="15")
    assert price(a_product(price="200"), prices) == Price(D("200.00"), D("15.00"))


def test_a_list_that_hides_discounts_shows_the_lower_price() -> None:
    prices = a_price_list(shows_discount=False)
    a_rule(prices, percent="15")
    assert price(a_product(price="200"), prices) == Price(D("170.00"))


def test_a_mark_up_is_no_negative_discount() -> None:
    prices = a_price_list()
    a_rule(prices, percent="-10")
    assert price(a_product(price="20"), prices) == Price(D("22.00"))


def test_a_rule_for_the_product_goes_before_one_for_all() -> None:
    prices, product = a_price_list(shows_discount=False), a_product(price="100")
    a_rule(prices, product=product, fixed="90")
    a_rule(prices, percent="50")
    assert price(product, prices).unit_price == D("90.00")


def test_a_rule_for_the_customer_goes_before_one_for_everybody() -> None:
    prices, product, customer = (
        a_price_list(shows_discount=False),
        a_product(price="100"),
        a_company("Crama Dealul Sur"),
    )
    a_rule(prices, fixed="95")
    rule = a_rule(prices, fixed="70")
    PriceRule.objects.filter(pk=rule.pk).update(customer=customer)
    assert price(product, prices, customer_id=customer.pk).unit_price == D("70.00")
    assert price(product, prices).unit_price == D("95.00")


def test_the_highest_quantity_that_is_reached_decides_in_the_products_own_unit() -> None:
    prices, product = a_price_list(shows_discount=False), a_product(price="10")
    a_rule(prices, fixed="9", min_quantity="4")
    assert price(product, prices, "0.4", "dozen").unit_price == D("108.00")
    assert price(product, prices, "0.3", "dozen").unit_price == D("120.00")


def test_a_rule_holds_between_its_days() -> None:
    prices, product = a_price_list(shows_discount=False), a_product(price="10")
    a_rule(prices, fixed="8", valid_from=TODAY, valid_until=TODAY)
    assert price(product, prices).unit_price == D("8.00")
    assert price(product, prices, day=date(2026, 11, 25)).unit_price == D("10.00")


def test_a_price_in_another_currency_uses_the_rate_of_the_day() -> None:
    a_rate(currency="EUR", rate="5.00")
    assert price(a_product(price="780"), a_price_list(currency="EUR")).unit_price == D("156.00")


def test_a_missing_exchange_rate_is_said() -> None:
    with pytest.raises(DomainError, match="USD"):
        price(a_product(), a_price_list(currency="USD"))


def test_a_formula_rounds_before_its_fee() -> None:
    rule = PriceRule(method=PriceMethod.FORMULA, base=PriceBase.COST, percent=D(-50), rounding=D(10), fee=D("-0.01"))
    assert by_formula(rule, D("6.00")) == D("9.99")


def test_a_formula_stays_between_its_margins() -> None:
    rule = PriceRule(percent=D(0), rounding=D(0), fee=D(0), min_margin=D(5), max_margin=D(8))
    assert by_formula(rule, D(100)) == 105


def test_units_of_one_family_convert() -> None:
    assert convert(D(2), the_unit("dozen"), the_unit("pcs")) == 24


def test_units_of_two_families_do_not_convert() -> None:
    with pytest.raises(DomainError):
        convert(D(2), the_unit("kg"), the_unit("m"))


def test_a_quantity_is_rounded_to_what_is_sold() -> None:
    assert to_step(D("0.333333"), the_unit("pcs")) == D("0.330")


def test_vat_is_21_since_august_2025_and_was_19_before() -> None:
    assert TaxBook.of(date(2025, 8, 1)).percent(the_tax()) == 21
    assert TaxBook.of(date(2025, 7, 31)).percent(the_tax()) == 19


def test_a_tax_that_ended_is_refused() -> None:
    ended = the_tax("Reduced VAT 5%")
    assert TaxBook.of(date(2025, 7, 31)).percent(ended) == 5
    with pytest.raises(DomainError):
        TaxBook.of(date(2025, 8, 1)).percent(ended)
    assert ended not in TaxBook.of(date(2025, 8, 1)).in_force()


def test_zero_is_a_rate() -> None:
    assert TaxBook.of(TODAY).percent(the_tax("Export")) == 0
    assert TaxRate.objects.filter(tax=the_tax("Export")).count() == 1


def test_the_last_instalment_takes_the_cents_that_are_left() -> None:
    term = PaymentTerm.objects.get(name__en="30% down, the rest in 30 days")
    parts = instalments(list(term.parts.all()), issued_on=TODAY, total=D("100.01"))
    assert [(part.due_on, part.amount) for part in parts] == [(TODAY, D("30.00")), (date(2026, 12, 24), D("70.01"))]


def test_the_end_of_the_next_month_is_reckoned_from_the_calendar() -> None:
    term = PaymentTerm.objects.get(name__en="End of the next month")
    assert instalments(list(term.parts.all()), issued_on=TODAY, total=D(1))[0].due_on == date(2026, 12, 31)


def test_a_tax_in_use_cannot_be_deleted() -> None:
    a_product()
    with pytest.raises(ProtectedError):
        the_tax().delete()


def test_a_list_in_euro_prices_a_document_in_lei() -> None:
    a_rate(currency="EUR", rate="5.00")
    prices, product = a_price_list(currency="EUR", shows_discount=False), a_product(price="780")
    a_rule(prices, fixed="100")
    book = PriceBook.of(price_list=prices, currency="RON", day=TODAY, customer_id=None, products=[product.pk])
    assert book.price(product, D(1), the_unit()).unit_price == D("500.00")
