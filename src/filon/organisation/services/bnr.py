"""The exchange rates that the National Bank of Romania publishes, from its XML file.

The form is that of https://www.bnr.ro/nbrfxrates.xml and of its files by ten days and by year: `Cube` says the day,
`Rate` the currency and what `multiplier` of it (100 for HUF, JPY and KRW) are worth in lei. The file is read without
document types and entities, so that nothing in it can grow or lead elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.parsers import expat

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.accounts.policies import require_administrator
from filon.core.exceptions import DomainError
from filon.history.services.recording import describe
from filon.organisation.models import Currency, CurrencyRate, Organisation

LARGEST_FILE = 4 * 1024 * 1024
MOST_RATES = 20_000
LEI = "RON"
STEP = Decimal("0.000001")
BATCH = 200


class Unreadable(Exception):
    """The file is not one of rates."""


@dataclass
class _Reading:
    """The rates by currency and day that a file has said so far."""

    day: date | None = None
    currency: str = ""
    multiplier: Decimal = Decimal(1)
    text: str = ""
    rates: dict[tuple[str, date], Decimal] = field(default_factory=dict)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "Cube":
            self.day = date.fromisoformat(attributes.get("date", ""))
        elif tag == "Rate":
            self.currency = attributes.get("currency", "").upper()
            self.multiplier = Decimal(attributes.get("multiplier", "1"))
        self.text = ""

    def say(self, text: str) -> None:
        self.text = (self.text + text)[:40]

    def end(self, name: str) -> None:
        tag, said = name.rpartition(":")[2], self.text.strip()
        if tag == "OrigCurrency" and said != LEI:
            raise Unreadable
        if tag != "Rate" or said == "-":
            return
        rate = (Decimal(said) / self.multiplier).quantize(STEP)
        if self.day is None or not 0 < rate < 1_000_000 or len(self.rates) >= MOST_RATES:
            raise Unreadable
        self.rates[self.currency, self.day] = rate


def read_rates(content: bytes) -> dict[tuple[str, date], Decimal]:
    """What one unit of each currency is worth in lei, by currency and day. DomainError on `file` for other files."""
    found = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = found.begin, found.end
    parser.CharacterDataHandler = found.say
    parser.StartDoctypeDeclHandler = _refuse
    try:
        if len(content) > LARGEST_FILE:
            raise Unreadable
        parser.Parse(content, True)
    except (Unreadable, expat.ExpatError, ValueError, InvalidOperation, ArithmeticError) as error:
        raise DomainError(_("This is not a file of exchange rates of the BNR."), field="file") from error
    if not found.rates:
        raise DomainError(_("This is not a file of exchange rates of the BNR."), field="file")
    return found.rates


@transaction.atomic
def take_rates(*, actor: User | None, content: bytes) -> int:
    """Take the rates of a file for the currencies that are known; those of the same day are replaced. Gives how many.

    The company's own currency must be the leu, in which the rates are.
    """
    require_administrator(actor)
    if Organisation.current().currency_id != LEI:
        raise DomainError(_("The BNR's rates are in lei; the company's currency is another one."), field="file")
    rows = list(_rows(read_rates(content)))
    describe(gettext_noop("Took exchange rates of the BNR"))
    CurrencyRate.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=("currency", "valid_from"),
        update_fields=("rate",),
    )
    return len(rows)


def _rows(rates: dict[tuple[str, date], Decimal]) -> Iterator[CurrencyRate]:
    known = set(Currency.objects.values_list("code", flat=True)) - {LEI}
    for (currency, day), rate in rates.items():
        if currency in known:
            yield CurrencyRate(currency_id=currency, valid_from=day, rate=rate)


def _refuse(*_said: Any) -> None:
    raise Unreadable
