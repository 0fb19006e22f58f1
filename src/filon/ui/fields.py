"""Form fields that understand what people type. A wrong text stays in the field, with a sentence that helps."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filon.core import clock
from filon.core.money import rounded
from filon.core.phones import shown
from filon.ui import reading
from filon.ui.widgets import DateInput, MoneyInput, NumberInput, PhoneInput


class MoneyField(forms.Field):
    """An amount of two decimals: 1.234,56 and 1234.56 and „12 mii” are understood. Cleans to Decimal or None."""

    widget = MoneyInput
    default_error_messages = {
        "unreadable": _("Write an amount such as 1.234,56."),
        "negative": _("The amount cannot be below zero."),
    }

    def __init__(self, *, allow_negative: bool = False, currency: str = "RON", **kwargs: Any) -> None:
        kwargs.setdefault("widget", MoneyInput(currency))
        super().__init__(**kwargs)
        self.allow_negative = allow_negative
        self.validators.append(DecimalValidator(15, 2))

    def to_python(self, value: Any) -> Decimal | None:
        """The amount that was typed."""
        if value in self.empty_values:
            return None
        try:
            amount = rounded(value if isinstance(value, Decimal) else reading.amount(str(value)))
        except (reading.Unreadable, InvalidOperation) as error:
            raise ValidationError(self.error_messages["unreadable"], code="unreadable") from error
        if amount < 0 and not self.allow_negative:
            raise ValidationError(self.error_messages["negative"], code="negative")
        return amount

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another amount is meant, however it is written."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class NumberField(forms.Field):
    """A number with decimals: 1.234,56 and 1234.56 are understood. Cleans to Decimal; empty is `otherwise`."""

    widget = NumberInput

    def __init__(self, *, otherwise: str | None = "0", **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.otherwise = None if otherwise is None else Decimal(otherwise)

    def to_python(self, value: Any) -> Any:
        """The number that was typed."""
        text = str("" if value is None else value)[:40].replace("%", "").strip()
        if not text:
            return self.otherwise
        try:
            return value if isinstance(value, Decimal) else reading.amount(text)
        except reading.Unreadable as error:
            raise ValidationError(_("Write a number such as 1,5."), code="unreadable") from error


class DateField(forms.Field):
    """A day: „mâine”, „vineri”, „15.12”, „+3” and 15.12.2026 are understood. Cleans to a date or None."""

    widget = DateInput
    default_error_messages = {
        "unreadable": _("Write a date such as 31.12.2026."),
        "no such day": _("There is no such day. Write a date such as 31.12.2026."),
    }

    def to_python(self, value: Any) -> date | None:
        """The day that was typed, reckoned from the user's today."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return reading.day(str(value), clock.today(timezone.get_current_timezone_name()))
        except reading.NoSuchDay as error:
            raise ValidationError(self.error_messages["no such day"], code="no such day") from error
        except reading.Unreadable as error:
            raise ValidationError(self.error_messages["unreadable"], code="unreadable") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day is meant, however it is written."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class PhoneField(forms.CharField):
    """A telephone number: 0722/333.444 becomes 0722 333 444. What is no valid number stays as typed.

    `country` (ISO 3166-1) is where a number without a country code belongs.
    """

    widget = PhoneInput

    def __init__(self, *, country: str = "RO", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        super().__init__(**kwargs)
        self.country = country

    def to_python(self, value: Any) -> str:
        """The number in groups, or the text."""
        return shown(super().to_python(value) or "", self.country, self.country)
