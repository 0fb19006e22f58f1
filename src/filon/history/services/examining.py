"""The doctor of history: do the triggers stand as they were put, and does what they wrote make sense?"""

from collections.abc import Iterator

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from filon.core.diagnostics import Finding
from filon.history.checks import check_recorded_models
from filon.history.choices import Kind
from filon.history.models import ChangeSet, Context, RecordedTable
from filon.history.recorded import recorded_models
from filon.history.triggers.installing import digest, generator, install, wanted_digest

LATEST = 1000


def doctor(using: str = "default") -> list[Finding]:
    """What `filon doctor` says about history in the database `using`. What is not well loses changes."""
    faults = [*_triggers(connections[using]), *_models(), *_context(using)]
    well = Finding(_("History"), True, _("%(count)d tables are recorded.") % {"count": len(recorded_models())})
    return [*(faults or [well]), _outside(using)]


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
            yield Finding(table, False, _("It is missing from the register of history; the next start adds it."))
        elif table not in standing:
            yield Finding(table, False, _("Its changes are not recorded; the next start makes its triggers."))
        elif digest(standing[table]) != row.fingerprint:
            yield Finding(table, False, _("Its triggers are not as they were made; the next start makes them again."))
        elif row.digest != wanted_digest(connection, recorded, row.id):
            yield Finding(table, False, _("Its triggers are of another version; the next start makes them again."))
    for table in sorted(set(standing) - set(recorded_models())):
        yield Finding(table, False, _("It has triggers, though it is not recorded any more."))


def _models() -> Iterator[Finding]:
    for message in check_recorded_models():
        yield Finding(str(message.obj), False, str(message.msg))


def _context(using: str) -> Iterator[Finding]:
    if Context.objects.using(using).exists():
        yield Finding(
            "history_context", False, _("It is not empty: later changes would be filed under an old change-set.")
        )


def _outside(using: str) -> Finding:
    kinds = list(ChangeSet.objects.using(using).order_by("-pk").values_list("kind", flat=True)[:LATEST])
    sentence = _("%(outside)d of the latest %(count)d change-sets were made outside the application.")
    return Finding(_("History"), True, sentence % {"outside": kinds.count(Kind.OUTSIDE), "count": len(kinds)})
