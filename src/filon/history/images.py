"""What the triggers wrote, read back: as the database stored it, as Python values, and as people read it."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, DateTimeField, DecimalField, Field, ForeignKey, IntegerField, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from filon.core.fields import TranslatedTextField, translated
from filon.core.money import MoneyField
from filon.history.recorded import storage_type
from filon.ui import formatting

LONGEST = 500


def image(text: str | None) -> dict[str, Any]:
    """An image by column name. Numbers with a point are Decimal, exactly as written."""
    return json.loads(text, parse_float=Decimal) if text else {}


def python_value(field: "Field[Any, Any]", stored: Any) -> Any:
    """`stored`, a value of an image, as the field's Python value; a foreign key stays its target's key."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    if stored is None:
        return None
    if storage_type(field) == "json":
        return json.loads(stored)
    if storage_type(field) == "float":
        return float(stored)
    if storage_type(field) == "binary":
        return bytes.fromhex(stored.removeprefix("\\x"))
    value = field.to_python(str(stored) if isinstance(stored, Decimal) else stored)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


def words(field: "Field[Any, Any]", value: Any, rows: dict[Any, Model], currency: str) -> str:  # noqa: C901
    """A Python value as people read it, in the active language and zone.

    `rows` are the targets of foreign keys by key; `currency` is the row's, or "" when it has none.
    """
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKey):
        return str(rows.get(value, f"#{value}"))
    if isinstance(field, TranslatedTextField):
        return translated(value)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, MoneyField):
        return formatting.money_exact(value, currency) if currency else formatting.number(value, 2)
    if isinstance(field, DecimalField):
        return formatting.number(value, 0 if value == int(value) else field.decimal_places)
    if isinstance(field, IntegerField):
        return formatting.number(value)
    if isinstance(field, DateTimeField):
        return formatting.moment_exact(value, timezone.get_current_timezone_name())
    if isinstance(value, date):
        return formatting.day(value)
    return str(value)[:LONGEST]
