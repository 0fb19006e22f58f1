"""Rates of currencies against the organisation's, each valid from a day on."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.accounts.policies import require_administrator
from filon.core.exceptions import DomainError
from filon.core.money import rounded
from filon.history.services.recording import describe
from filon.organisation.models import Currency, CurrencyRate, Organisation


def rate_on(currency: str, day: date) -> Decimal | None:
    """What one unit of `currency` (ISO 4217) was worth in the organisation's on `day`.

    Before the first known rate that one holds; None when no rate is known at all.
    """
    if currency == Organisation.current().currency_id:
        return Decimal(1)
    rates = CurrencyRate.objects.filter(currency_id=currency)
    row = rates.filter(valid_from__lte=day).order_by("-valid_from").first() or rates.order_by("valid_from").first()
    return row.rate if row else None


def required_rate(currency: str, day: date) -> Decimal:
    """As `rate_on`; raises `DomainError` on the field `currency` when no rate is known."""
    rate = rate_on(currency, day)
    if rate is None:
        raise DomainError(
            _("No rate is known for %(currency)s. An administrator can add one under System, Currencies.")
            % {"currency": currency},
            field="currency",
        )
    return rate


def to_base(amount: Decimal, currency: str, day: date) -> Decimal:
    """`amount` in the organisation's currency at the rate of `day`, rounded to cents; `DomainError` as above."""
    return rounded(amount * required_rate(currency, day))


@transaction.atomic
def set_rate(*, actor: User | None, currency: Currency, day: date, rate: Decimal) -> CurrencyRate:
    """Say what one unit of `currency` is worth from `day` on; a rate of the same day is replaced."""
    require_administrator(actor)
    if rate <= 0:
        raise DomainError(_("Type a rate above zero, such as 5.0895."), field="rate")
    if currency.pk == Organisation.current().currency_id:
        raise DomainError(_("This is the company's own currency; its rate is always 1."), field="currency")
    describe(gettext_noop("Set an exchange rate"))
    row, _created = CurrencyRate.objects.update_or_create(currency=currency, valid_from=day, defaults={"rate": rate})
    return row


@transaction.atomic
def delete_rate(*, actor: User | None, rate: CurrencyRate) -> None:
    """Take back a rate; amounts converted with it keep their value until they change."""
    require_administrator(actor)
    describe(gettext_noop("Deleted an exchange rate"))
    rate.delete()


@transaction.atomic
def offer_currency(*, actor: User | None, currency: Currency, offered: bool) -> None:
    """Offer a currency in choices, or no longer; what is in it stays."""
    require_administrator(actor)
    if not offered and currency.pk == Organisation.current().currency_id:
        raise DomainError(_("This is the company's own currency, so it stays."))
    describe(gettext_noop("Offered a currency") if offered else gettext_noop("Stopped offering a currency"))
    currency.is_active = offered
    currency.save(update_fields=["is_active"])
