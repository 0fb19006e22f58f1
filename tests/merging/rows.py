"""Makes a row of any table that leads to a given record, and takes an image of the whole database."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import ForeignKey, Model
from django.db.utils import IntegrityError

from filon.activities.models import ActivityType
from filon.core.models import Record, RecordModel

Key = ForeignKey[Any, Any]
HIGHEST = 999_000_000
MOMENT = datetime(2026, 11, 2, 9, tzinfo=UTC)
PLAIN: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (models.BooleanField, False),
    (models.DateTimeField, MOMENT),
    (models.DateField, date(2026, 11, 2)),
    (models.DecimalField, 1),
    (models.IntegerField, 1),
    (models.JSONField, list),
)
KNOWN = {
    # What the rules of a table ask for besides one value in each column that must have one.
    "contacts.Contact": {"name": "Altcineva"},
    "activities.Activity": {"type": lambda: ActivityType.objects.order_by("pk")[0]},
    "chatter.Message": {"author_address": "ion@x.example", "kind": "message", "subject": "Ofertă"},
    "calendar.Meeting": {"zone": "Europe/Bucharest"},
    "chatter.Follower": {"address": "ion@x.example"},
    "calendar.Attendee": {"address": "ion@x.example"},
    "contacts.Duplicate": {
        "first": lambda: Record.objects.order_by("pk")[0],
        "second": lambda: _a_record(HIGHEST + next(_numbers)),
    },
    "invoicing.Invoice": {"state": "posted", "number": "F-1", "issued_on": MOMENT.date(), "due_on": MOMENT.date()},
}
EXCLUSIVE = {("author_contact", "author_address"), ("contact", "address")}
"""Where the first is set, the second stays empty."""
_numbers = count(1)
UNSEEN = ("history_", "django_", "core_moved", "jobs_", "crm_leadtotal", "crm_leaddelta")


def a_row(key: Key, record: Model) -> Model:
    """A new row of the key's table that leads to `record` by it. Fails when no way is known."""
    try:
        with transaction.atomic():
            return _made(key.model, {key.name: record.record if key.related_model is Record else record})
    except (IntegrityError, ValueError, TypeError) as fault:
        pytest.fail(f"No row of {key.model._meta.label} can be made: {fault}. Say in KNOWN what its rules ask for.")


def _made(model: type[Model], values: dict[str, Any]) -> Model:
    known = {name: value() if callable(value) else value for name, value in KNOWN.get(model._meta.label, {}).items()}
    for one, other in EXCLUSIVE:
        if one in values:
            known.pop(other, None)
    said = {**known, **values}
    missing = [field for field in model._meta.concrete_fields if _must_have(field) and field.name not in said]
    return model._default_manager.create(**{field.name: _value(field) for field in missing}, **said)


def _must_have(field: models.Field[Any, Any]) -> bool:
    is_given = field.has_default() or field.null or field.generated or isinstance(field, models.AutoField)
    is_own_record = field.primary_key and issubclass(field.model, RecordModel)
    return not is_given and not is_own_record


def _value(field: models.Field[Any, Any]) -> Any:
    if isinstance(field, ForeignKey):
        target = field.related_model
        if target is Record:
            return _a_record()
        return target._default_manager.order_by("pk").first() or _made(target, {})
    if field.choices:
        return field.choices[0][0]
    for kind, value in PLAIN:
        if isinstance(field, kind):
            return value() if callable(value) else value
    return f"x{next(_numbers)}" if not field.blank else ""


def _a_record(pk: int | None = None) -> Record:
    return Record.objects.create(pk=pk, kind="contact")


def image() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the history's. Totals have their own check."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            if not meta.managed or meta.db_table.startswith(UNSEEN):
                continue
            columns = [field.column for field in meta.concrete_fields if not field.generated]
            listed = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f'SELECT {listed} FROM "{meta.db_table}" ORDER BY "{meta.pk.column}"')
            found[meta.db_table] = [tuple(map(str, row)) for row in cursor.fetchall()]
    return found


def where(number: int) -> set[tuple[str, str]]:
    """The tables and columns in which `number` stands as a whole value or within a text of JSON."""
    return {
        (table, column)
        for table, rows in _columns().items()
        for column, values in rows.items()
        if any(str(number) in str(value) for value in values)
    }


def _columns() -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            if meta.managed and not meta.db_table.startswith(UNSEEN):
                columns = [field.column for field in meta.concrete_fields]
                listed = ", ".join(f'"{column}"' for column in columns)
                cursor.execute(f'SELECT {listed} FROM "{meta.db_table}"')
                rows = cursor.fetchall()
                found[meta.db_table] = {column: [row[place] for row in rows] for place, column in enumerate(columns)}
    return found
