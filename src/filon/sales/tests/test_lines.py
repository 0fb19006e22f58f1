"""Writing the lines of a quotation, and what cannot be written."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from filon.accounts.testing import a_user
from filon.catalog.choices import PriceMethod
from filon.catalog.models import PriceRule
from filon.catalog.services.products import create_product, delete_product
from filon.catalog.testing import a_price_list, a_product, a_rule, the_tax, the_unit
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.sales.choices import LineKind
from filon.sales.models import Quotation
from filon.sales.services import lines, states
from filon.sales.services.discounting import discount_all
from filon.sales.services.pricing import update_prices
from filon.sales.testing import a_line, a_quotation

pytestmark = pytest.mark.django_db
D = Decimal


def again(quotation: Quotation) -> Quotation:
    return Quotation.objects.get(pk=quotation.pk)


def test_a_product_brings_its_name_unit_price_and_tax() -> None:
    quotation = a_quotation()
    line = lines.add_line(actor=None, quotation=quotation, product=a_product(price="780"), quantity=D(218))
    assert (line.name, str(line.unit), line.unit_price, line.base) == (
        "Panou fotovoltaic 550 W",
        "buc.",
        D("780.0000"),
        D("170040.00"),
    )
    assert (again(quotation).untaxed, again(quotation).tax, again(quotation).total) == (
        D("170040.00"),
        D("35708.40"),
        D("205748.40"),
    )


def test_the_name_is_in_the_language_of_the_document() -> None:
    product = create_product(actor=None, name={"ro": "Montaj", "en": "Fitting"}, price=D(10))
    with override("ro"):
        line = lines.add_line(actor=None, quotation=a_quotation(language="en"), product=product)
    assert line.name == "Fitting"


def test_a_line_is_typed_without_a_product_and_has_the_standard_tax() -> None:
    line = a_line(a_quotation(), "Transport", price="150")
    assert (line.tax, line.tax_percent, line.base) == (the_tax(), D(21), D("150.00"))


def test_another_quantity_brings_the_price_of_the_list() -> None:
    prices = a_price_list(shows_discount=False)
    a_rule(prices, fixed="9", min_quantity="10")
    quotation = a_quotation(price_list=prices)
    line = lines.add_line(actor=None, quotation=quotation, product=a_product(price="12"))
    assert line.unit_price == 12
    assert lines.update_line(actor=None, line=line, quantity=D(10)).unit_price == 9


def test_a_typed_price_survives_another_quantity() -> None:
    line = lines.add_line(actor=None, quotation=a_quotation(), product=a_product(price="12"))
    line = lines.update_line(actor=None, line=line, unit_price=D("11.50"))
    assert lines.update_line(actor=None, line=line, quantity=D(3)).base == D("34.50")


def test_another_product_brings_its_own_price() -> None:
    line = lines.add_line(actor=None, quotation=a_quotation(), product=a_product(price="12"))
    line = lines.update_line(actor=None, line=line, unit_price=D(11))
    assert lines.update_line(actor=None, line=line, product=a_product("Invertor", price="50")).unit_price == 50


def test_a_dozen_costs_twelve_times_as_much() -> None:
    line = lines.add_line(actor=None, quotation=a_quotation(), product=a_product(price="12"))
    assert lines.update_line(actor=None, line=line, unit=the_unit("dozen")).unit_price == 144


def test_a_unit_of_another_family_is_refused() -> None:
    line = lines.add_line(actor=None, quotation=a_quotation(), product=a_product())
    with pytest.raises(DomainError):
        lines.update_line(actor=None, line=line, unit=the_unit("kg"))


def test_sections_and_notes_have_no_amounts() -> None:
    quotation = a_quotation()
    lines.add_line(actor=None, quotation=quotation, kind=LineKind.SECTION, name="Echipamente")
    lines.add_line(actor=None, quotation=quotation, kind=LineKind.NOTE, name="Garanție 25 de ani")
    assert again(quotation).total == 0


def test_a_section_without_words_is_refused() -> None:
    with pytest.raises(DomainError):
        lines.add_line(actor=None, quotation=a_quotation(), kind=LineKind.SECTION, name="  ")


def test_a_zero_quantity_stays_zero() -> None:
    assert a_line(a_quotation(), quantity="0").base == 0


def test_a_negative_quantity_lowers_the_total() -> None:
    quotation = a_quotation()
    a_line(quotation, price="100")
    a_line(quotation, "Retur", quantity="-1", price="40")
    assert again(quotation).untaxed == D("60.00")


def test_a_full_discount_leaves_nothing_to_pay() -> None:
    quotation = a_quotation()
    a_line(quotation, discount="100")
    assert again(quotation).total == 0


def test_a_discount_above_the_whole_is_refused() -> None:
    with pytest.raises(DomainError):
        a_line(a_quotation(), discount="100.01")


def test_a_tax_that_ended_is_refused_on_a_line() -> None:
    with pytest.raises(DomainError):
        lines.add_line(actor=None, quotation=a_quotation(), name="Carte", tax=the_tax("Reduced VAT 5%"))


def test_a_number_that_no_document_can_hold_is_refused() -> None:
    with pytest.raises(DomainError):
        a_line(a_quotation(), quantity="999999999", price="999999999")


def test_lines_of_a_removed_line_close_up_and_the_total_follows() -> None:
    quotation = a_quotation()
    first, _second = a_line(quotation, "A", price="10"), a_line(quotation, "B", price="5")
    lines.remove_line(actor=None, line=first)
    assert again(quotation).untaxed == D("5.00")


def test_lines_are_put_into_another_order() -> None:
    quotation = a_quotation()
    first, second = a_line(quotation, "A"), a_line(quotation, "B")
    lines.order_lines(actor=None, quotation=quotation, ids=[second.pk, first.pk])
    assert [line.name for line in quotation.lines.all()] == ["B", "A"]


def test_an_option_counts_once_it_is_chosen_and_stands_last() -> None:
    quotation = a_quotation()
    option = lines.add_line(actor=None, quotation=quotation, name="Garanție", unit_price=D(50), is_optional=True)
    a_line(quotation, price="100")
    assert again(quotation).untaxed == D("100.00")
    lines.choose_option(actor=None, line=option, chosen=True)
    assert again(quotation).untaxed == D("150.00")
    assert [line.name for line in quotation.lines.all()][-1] == "Garanție"
    option.refresh_from_db()
    lines.choose_option(actor=None, line=option, chosen=False)
    assert again(quotation).untaxed == D("100.00")


def test_a_regular_line_is_no_option_to_put_back() -> None:
    with pytest.raises(Conflict):
        lines.choose_option(actor=None, line=a_line(a_quotation()), chosen=False)


def test_one_discount_is_written_on_all_lines() -> None:
    quotation = a_quotation()
    a_line(quotation, price="100"), a_line(quotation, price="200")
    discount_all(actor=None, quotation=quotation, discount=D(10))
    assert again(quotation).untaxed == D("270.00")


def test_the_prices_of_the_list_are_taken_when_asked() -> None:
    quotation = a_quotation(price_list=a_price_list())
    line = lines.add_line(actor=None, quotation=quotation, product=a_product(price="100"), unit_price=D(70))
    PriceRule.objects.create(price_list=quotation.price_list, method=PriceMethod.PERCENT, percent=D(5))
    update_prices(actor=None, quotation=quotation)
    line.refresh_from_db()
    assert (line.unit_price, line.discount) == (D(100), D(5))


def test_the_margin_is_what_is_left_after_cost() -> None:
    quotation = a_quotation()
    lines.add_line(actor=None, quotation=quotation, product=a_product(price="780", cost="520"), quantity=D(2))
    assert again(quotation).margin == D("520.00")


def test_a_product_in_use_is_not_deleted() -> None:
    product = a_product()
    lines.add_line(actor=None, quotation=a_quotation(), product=product)
    with pytest.raises(Conflict):
        delete_product(actor=None, product=product)


def test_what_was_ordered_gets_quantity_zero_instead_of_being_deleted() -> None:
    quotation = a_quotation()
    line = a_line(quotation)
    states.confirm(actor=None, quotation=quotation)
    with pytest.raises(Conflict):
        lines.remove_line(actor=None, line=line)
    assert lines.update_line(actor=None, line=line, quantity=D(0)).base == 0


def test_an_order_tells_in_its_thread_what_was_changed() -> None:
    quotation, actor = a_quotation(), a_user(role="all")
    line = a_line(quotation, "Montaj", quantity="2")
    states.confirm(actor=None, quotation=quotation)
    lines.update_line(actor=actor, line=line, quantity=D(3))
    assert "3,00" in quotation.record.messages.get().body_text


def test_who_does_not_see_a_quotation_does_not_write_its_lines() -> None:
    quotation = a_quotation(salesperson=a_user(name="Ioana"))
    with pytest.raises(NotAllowed):
        lines.add_line(actor=a_user(role="own", name="Mihai"), quotation=quotation, name="X")
