"""The amounts of documents: known figures, and laws that every document keeps."""

from decimal import Decimal
from random import Random

import pytest

from filon.catalog.services.amounts import AmountLine, Amounts, document_amounts, entered_amount, step_of

D = Decimal


def line(quantity: str, price: str, percent: str = "21", discount: str = "0", *, included: bool = False) -> AmountLine:
    return AmountLine(D(quantity), D(price), D(discount), "S", D(percent), included)


def figures(*lines: AmountLine) -> tuple[Decimal, Decimal, Decimal]:
    amounts = document_amounts(lines)
    return amounts.untaxed, amounts.tax, amounts.total


def test_tax_is_computed_once_on_the_sum_of_the_lines() -> None:
    assert figures(line("1", "6.70", "15"), line("1", "6.70", "15")) == (D("13.40"), D("2.01"), D("15.41"))


def test_each_rate_is_computed_for_itself() -> None:
    assert figures(line("1", "100"), line("1", "100", "11")) == (D("200.00"), D("32.00"), D("232.00"))


def test_a_discount_counts_with_two_decimals() -> None:
    assert entered_amount(line("1", "192", discount="74.246")) == D("49.44")


def test_an_included_price_is_found_backwards() -> None:
    assert figures(line("38", "541.26", "15", "2", included=True)) == (D("17527.41"), D("2629.11"), D("20156.52"))


def test_included_lines_share_the_cents_by_largest_remainder() -> None:
    amounts = document_amounts([line("1", "0.10", included=True)] * 3)
    assert amounts.bases == (D("0.09"), D("0.08"), D("0.08"))
    assert (amounts.untaxed, amounts.tax, amounts.total) == (D("0.25"), D("0.05"), D("0.30"))


def test_a_gross_amount_that_no_net_amount_reaches_has_its_cent_as_rounding() -> None:
    amounts = document_amounts([line("1", "0.03", included=True)])
    assert amounts.total == D("0.03")
    assert amounts.untaxed + amounts.tax + amounts.rounding == D("0.03")
    assert abs(amounts.rounding) == D("0.01")


def test_a_full_discount_makes_zero() -> None:
    assert figures(line("3", "100", discount="100")) == (0, 0, 0)


def test_zero_and_negative_quantities_are_added_as_they_are() -> None:
    assert figures(line("0", "100"), line("-2", "10"), line("3", "10")) == (D("10.00"), D("2.10"), D("12.10"))


def test_lines_without_tax_are_in_no_tax() -> None:
    amounts = document_amounts([AmountLine(D(2), D("5.00"))])
    assert (amounts.taxes, amounts.total) == ((), D("10.00"))


def test_the_yen_has_no_cents() -> None:
    assert step_of("JPY") == 1
    assert document_amounts([line("1", "99.5")], step_of("JPY")).total == 121


def test_the_leu_has_cents() -> None:
    assert step_of("RON") == D("0.01")


def laws(lines: list[AmountLine], amounts: Amounts) -> list[str]:
    """The laws that a document breaks."""
    gross = [entered_amount(each) for each in lines]
    kept = {
        "the untaxed total is the sum of the bases": amounts.untaxed == sum(amounts.bases),
        "a tax's base is the sum of its lines": sum(tax.base for tax in amounts.taxes) == amounts.untaxed,
        "BR-CO-17": all(abs(tax.amount - tax.base * tax.percent / 100) <= D("0.005") for tax in amounts.taxes),
        "rounding is a cent a tax at most": abs(amounts.rounding) <= D("0.01") * len(amounts.taxes),
        "an included gross amount is fixed": not all(each.is_included for each in lines) or amounts.total == sum(gross),
        "a base is near its share": all(
            abs(base - (entered / (1 + each.percent / 100) if each.is_included else entered)) <= D("0.02")
            for each, base, entered in zip(lines, amounts.bases, gross, strict=True)
        ),
    }
    return [law for law, is_kept in kept.items() if not is_kept]


def random_lines(random: Random, kind: str) -> list[AmountLine]:
    """Lines as people write them, and worse: fractions of units, discounts, returns, free ones."""
    return [
        AmountLine(
            quantity=D(random.choice((1, 1, 2, 3, 12, 0, -1, random.randint(1, 99999))))
            / random.choice((1, 1, 10, 1000)),
            unit_price=D(random.randint(0, 10_000_00)) / random.choice((100, 100, 10000)),
            discount=D(random.choice((0, 0, 0, 10, 100, random.randint(0, 10000)))) / random.choice((1, 100)),
            tax="S",
            percent=D(random.choice((21, 21, 11, 19, 9, 5, 0))),
            is_included=kind == "included" or (kind == "mixed" and random.random() < 0.5),
        )
        for _line in range(random.randint(1, 12))
    ]


def keep_the_laws(kind: str, documents: int) -> None:
    random = Random(kind)
    for _number in range(documents):
        lines = random_lines(random, kind)
        assert laws(lines, document_amounts(lines)) == [], lines


@pytest.mark.parametrize("kind", ["excluded", "included", "mixed"])
def test_random_documents_keep_the_laws(kind: str) -> None:
    keep_the_laws(kind, 700)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["excluded", "included", "mixed"])
def test_a_hundred_thousand_random_documents_keep_the_laws(kind: str) -> None:
    keep_the_laws(kind, 34_000)
