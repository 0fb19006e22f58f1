"""The doctor of history: do the triggers stand as they were put, and does what they wrote make sense?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from filon.history.checks import check_recorded_models
from filon.history.choices import Kind
from filon.history.models import ChangeSet, Context, RecordedTable
from filon.history.recorded import recorded_models
from filon.history.triggers.installing import digest, generator, install, wanted_digest

LATEST = 1000
LARGEST_OUTSIDE_SHARE = 0.01


@dataclass(frozen=True)
class Finding:
    """What is wrong with `subject`, in one English sentence for the person who runs the installation.

    A fault loses changes until it is repaired; anything else is a hint.
    """

    subject: str
    sentence: str
    is_fault: bool = True


def doctor(using: str = "default") -> list[Finding]:
    """All that is wrong with history in the database `using`; empty when it is well."""
    connection = connections[using]
    return [*_triggers(connection), *_models(), *_context(using), *_outside(using)]


def repair(using: str = "default") -> list[str]:
    """Make triggers that are missing or altered again, and forget a left-over context. Returns the tables' names."""
    Context.objects.using(using).all().delete()
    return install(connections[using])


def _triggers(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    standing = generator(connection).existing(connection)
    rows = {row.name: row for row in RecordedTable.objects.using(connection.alias)}
    for table, recorded in recorded_models().items():
        row = rows.get(table)
        if row is None:
            yield Finding(table, "is missing from the registry of recorded tables.")
        elif table not in standing:
            yield Finding(table, "has no triggers: its changes are not recorded.")
        elif digest(standing[table]) != row.fingerprint:
            yield Finding(table, "has triggers that are not as they were made.")
        elif row.digest != wanted_digest(connection, recorded, row.id):
            yield Finding(table, "has triggers of another version.")
    for table in sorted(set(standing) - set(recorded_models())):
        yield Finding(table, "has triggers, though it is not recorded any more.")


def _models() -> Iterator[Finding]:
    for message in check_recorded_models():
        yield Finding(str(message.obj), str(message.msg))


def _context(using: str) -> Iterator[Finding]:
    if Context.objects.using(using).exists():
        yield Finding("history_context", "is not empty: later changes would be filed under an old change-set.")


def _outside(using: str) -> Iterator[Finding]:
    kinds = list(ChangeSet.objects.using(using).order_by("-pk").values_list("kind", flat=True)[:LATEST])
    outside = kinds.count(Kind.OUTSIDE)
    if outside > LARGEST_OUTSIDE_SHARE * len(kinds):
        sentence = f"{outside} of the latest {len(kinds)} change-sets were made outside the application."
        yield Finding("history_changeset", sentence, is_fault=False)
