"""Undo brings back exactly what was there, in every type of column and on both engines."""

import random
import string
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models

from filon.history import context
from filon.history.checks import check_model
from filon.history.models import Change
from filon.history.recorded import describe_model, recorded_models
from filon.history.services import recording
from filon.history.services.undoing import undo
from filon.history.triggers import installing

ALPHABET = string.printable.replace("\x00", "") + "ășțâîĂȘȚ„”«»\u00a0\u200b😀'\"\\%%s\u2028\ufeff"


class EveryType(models.Model):
    """A row with a column of every type."""

    amount = models.DecimalField(max_digits=15, decimal_places=4, null=True)
    moment = models.DateTimeField(null=True)
    day = models.DateField(null=True)
    hour = models.TimeField(null=True)
    span = models.DurationField(null=True)
    flag = models.BooleanField(null=True)
    key = models.UUIDField(null=True)
    data = models.JSONField(null=True)
    raw = models.BinaryField(null=True)
    real = models.FloatField(null=True)
    text = models.TextField(null=True)
    name = models.CharField(max_length=200, default="")
    large = models.BigIntegerField(null=True)
    address = models.GenericIPAddressField(null=True)
    derived = models.CharField(max_length=200, default="")

    class Meta:
        app_label = "history"

    class History:
        root = "self"
        exclude = ("derived",)

    def __str__(self) -> str:
        return self.name


@pytest.fixture
def _every_type(transactional_db: None) -> Iterator[None]:
    recorded = describe_model(EveryType)
    with connection.schema_editor() as editor:
        editor.create_model(EveryType)
    recorded_models()[recorded.table] = recorded
    context.recorded_tables[recorded.table] = frozenset(str(field.column) for field in recorded.columns)
    installing.install(connection)
    yield
    del recorded_models()[recorded.table]
    del context.recorded_tables[recorded.table]
    with connection.schema_editor() as editor:
        editor.delete_model(EveryType)


def anything(chance: random.Random) -> dict[str, Any]:
    """Random values, each null now and then."""

    def text(length: int) -> str:
        return "".join(chance.choice(ALPHABET) for _ in range(chance.randrange(length)))

    def real() -> float:
        return chance.choice([0.0, 0.1, 1e308, 5e-324, -1 / 3, chance.random() * 10 ** chance.randint(-300, 300)])

    values: dict[str, Any] = {
        "amount": Decimal(chance.randrange(-(10**15) + 1, 10**15)).scaleb(-4),
        "moment": datetime(1900, 1, 1, tzinfo=UTC) + timedelta(microseconds=chance.randrange(10**16)),
        "day": date(1, 1, 1) + timedelta(days=chance.randrange(3_000_000)),
        "hour": time(chance.randrange(24), chance.randrange(60), chance.randrange(60), chance.randrange(10**6)),
        "span": timedelta(microseconds=chance.randrange(-(10**15), 10**15)),
        "flag": chance.random() < 0.5,
        "key": uuid.UUID(int=chance.getrandbits(128)),
        "data": chance.choice([{}, [], {"a": [1, 2.5, None, text(5)]}, "null", 0, False, {"x": None}]),
        "raw": chance.randbytes(chance.randrange(40)),
        "real": real(),
        "text": text(80),
        "name": text(40),
        "large": chance.randrange(-(2**63), 2**63),
        "address": f"2001:db8::{chance.randrange(1, 65535):x}",
        "derived": text(10),
    }
    never_null = {"name", "derived"}
    return {name: None if chance.random() < 0.2 and name not in never_null else values[name] for name in values}


def contents(*leaving_out: str) -> dict[int, dict[str, Any]]:
    """All rows as they are stored; binary as bytes."""
    found = {}
    for row in EveryType.objects.values():
        row["raw"] = bytes(row["raw"]) if row["raw"] is not None else None
        found[row["id"]] = {name: value for name, value in row.items() if name not in leaving_out}
    return found


def undo_and_redo(seed: int, count: int) -> None:
    chance = random.Random(seed)
    EveryType.objects.bulk_create([EveryType(**anything(chance)) for _ in range(count)])
    first = contents("derived")
    with recording.write(None, "web") as made:
        for row in EveryType.objects.all():
            EveryType.objects.filter(pk=row.pk).update(**anything(chance))
    second = contents("derived")
    assert first != second
    undone = undo(made.id, None)
    assert undone.skips == []
    assert contents("derived") == first
    redone = undo(undone.change_set, None)
    assert contents("derived") == second
    assert redone.skips == []
    whole = contents()
    with recording.write(None, "web") as gone:
        EveryType.objects.all().delete()
    back = undo(gone.id, None)
    assert back.skips == []
    assert contents() == whole
    assert undo(back.change_set, None).skips == []
    assert contents() == {}


@pytest.mark.usefixtures("_every_type")
@pytest.mark.parametrize("seed", range(3))
def test_undo_is_exact_in_every_type(seed: int) -> None:
    assert list(check_model(EveryType)) == []
    undo_and_redo(seed, 40)


@pytest.mark.slow
@pytest.mark.usefixtures("_every_type")
@pytest.mark.parametrize("seed", range(10, 20))
def test_undo_is_exact_at_length(seed: int) -> None:
    undo_and_redo(seed, 400)


@pytest.mark.slow
@pytest.mark.usefixtures("_every_type")
def test_an_undo_of_many_rows_is_one_change_set() -> None:
    rows = EveryType.objects.bulk_create([EveryType(name="before", large=number) for number in range(20_000)])
    with recording.write(None, "web") as made:
        EveryType.objects.update(name="after")
    result = undo(made.id, None)
    assert (result.undone, result.skips) == (len(rows), [])
    assert set(EveryType.objects.values_list("name", flat=True)) == {"before"}
    assert Change.objects.filter(change_set=result.change_set).count() == len(rows)
