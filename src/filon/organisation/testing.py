"""Builders for tests."""

from datetime import date
from decimal import Decimal

from filon.organisation.models import CurrencyRate, Tag
from filon.organisation.services.tagging import create_tag


def a_tag(*, name: str = "Iluminat", colour: int = 3) -> Tag:
    """A tag in use."""
    return create_tag(actor=None, name=name, colour=colour)


def a_rate(*, currency: str = "EUR", rate: str = "5.0895", valid_from: date = date(2026, 1, 1)) -> CurrencyRate:
    """What one unit of a currency is worth in lei from a day on."""
    return CurrencyRate.objects.create(currency_id=currency, rate=Decimal(rate), valid_from=valid_from)
