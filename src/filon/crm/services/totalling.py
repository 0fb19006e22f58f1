"""The totals of boards and lists: triggers append deltas, a schedule folds them, `doctor` compares and rebuilds.

Won deals are kept by their day only as long as the board shows them: the fold puts older ones together, so that a page
sums up a few hundred rows after ten years too. The triggers see every write, also a bulk update, an undo or SQL typed
by hand; what is rolled back takes its deltas with it. TRUNCATE alone escapes them.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from filon.crm.choices import Status
from filon.crm.models import LeadDelta, LeadTotal
from filon.crm.services.recently_won import SECONDS_A_DAY, won_since_day

KEY = ("state", "day", "stage", "team", "salesperson")
Key = tuple[str, int, int, int, int]
_NAMES = ("crm_total_insert", "crm_total_update", "crm_total_delete")
_KEY_COLUMNS = ", ".join(KEY)
_COLUMNS = f"{_KEY_COLUMNS}, count, cents"
_SQLITE_TRIGGERS = "sqlite_master WHERE type = 'trigger' AND name"
_FOLDED_AT_ONCE = 2000
_COUNTED = (
    "type", "status", "is_active", "closed_at", "stage_id", "team_id", "salesperson_id", "expected_revenue_base",
)  # fmt: skip


def _row(row: str, sign: str) -> str:
    """The columns of a total for one row of `crm_lead`; `sign` is "-" for what has gone."""
    whole = "bigint" if connection.vendor == "postgresql" else "integer"
    is_won = f"{row}.type = 'opportunity' AND {row}.is_active AND {row}.status = 'won'"
    return (
        f"CASE WHEN {row}.type <> 'opportunity' THEN 'lead' WHEN {row}.is_active THEN {row}.status "
        f"ELSE 'archived' END AS state, "
        f"CASE WHEN {is_won} THEN {_day(row)} ELSE 0 END AS day, "
        f"{row}.stage_id AS stage, coalesce({row}.team_id, 0) AS team, "
        f"coalesce({row}.salesperson_id, 0) AS salesperson, {sign}1 AS count, "
        f"{sign}CAST(round({row}.expected_revenue_base * 100) AS {whole}) AS cents"
    )


def _day(row: str) -> str:
    if connection.vendor == "postgresql":
        return f"CAST(floor(extract(epoch FROM {row}.closed_at) / {SECONDS_A_DAY}) AS integer)"
    return f"CAST(strftime('%s', substr({row}.closed_at, 1, 10)) AS integer) / {SECONDS_A_DAY}"


def _sqlite_triggers() -> list[str]:
    gone = f"INSERT INTO crm_leaddelta ({_COLUMNS}) SELECT {_row('OLD', '-')};"
    come = f"INSERT INTO crm_leaddelta ({_COLUMNS}) SELECT {_row('NEW', '')};"
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in _COUNTED)
    return [
        f"CREATE TRIGGER crm_total_insert AFTER INSERT ON crm_lead BEGIN {come} END",
        f"CREATE TRIGGER crm_total_update AFTER UPDATE ON crm_lead WHEN {changed} BEGIN {gone} {come} END",
        f"CREATE TRIGGER crm_total_delete AFTER DELETE ON crm_lead BEGIN {gone} END",
    ]


_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO crm_leaddelta ({columns})
    SELECT {key}, sum(count), sum(cents) FROM ({rows}) AS changed
    GROUP BY {key} HAVING sum(count) <> 0 OR sum(cents) <> 0;
    RETURN NULL;
END $$
"""
_TRIGGER = """
CREATE TRIGGER {name} AFTER {operation} ON crm_lead REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}()
"""


def _postgresql_triggers() -> list[str]:
    gone = f"SELECT {_row('o', '-')} FROM old_rows o"  # noqa: S608
    come = f"SELECT {_row('n', '')} FROM new_rows n"  # noqa: S608
    statements = []
    for name, operation, tables, rows in (
        ("crm_total_insert", "INSERT", "NEW TABLE AS new_rows", come),
        ("crm_total_update", "UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows", f"{gone} UNION ALL {come}"),
        ("crm_total_delete", "DELETE", "OLD TABLE AS old_rows", gone),
    ):
        statements.append(_FUNCTION.format(name=name, columns=_COLUMNS, key=_KEY_COLUMNS, rows=rows))
        statements.append(_TRIGGER.format(name=name, operation=operation, tables=tables))
    return statements


def drop_triggers() -> None:
    """Take the triggers away, as a migration that remakes the table needs."""
    with connection.cursor() as cursor:
        for name in _NAMES:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def are_installed() -> bool:
    """Whether all triggers are in place."""
    table = "pg_trigger WHERE NOT tgisinternal AND tgname" if connection.vendor == "postgresql" else _SQLITE_TRIGGERS
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} LIKE 'crm_total_%'")  # noqa: S608
        return bool(cursor.fetchone()[0] == len(_NAMES))


@transaction.atomic
def ensure(*, anew: bool = False) -> None:
    """See that the triggers are in place (made `anew` after a migration) and the totals add up."""
    if anew or not are_installed():
        drop_triggers()
        with connection.cursor() as cursor:
            for statement in _sqlite_triggers() if connection.vendor == "sqlite" else _postgresql_triggers():
                cursor.execute(statement)
    if drift():
        rebuild()


def counted() -> dict[Key, tuple[int, int]]:
    """Count and cents of every key by counting the leads themselves."""
    query = f"SELECT {_KEY_COLUMNS}, sum(count), sum(cents) FROM (SELECT {_row('l', '')} FROM crm_lead l) AS every "  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{query} GROUP BY {_KEY_COLUMNS}")
        return _summed(cursor.fetchall())


def kept() -> dict[Key, tuple[int, int]]:
    """Count and cents of every key as the totals and deltas have them; keys with nothing are left out."""
    union = LeadTotal.objects.values_list(*KEY, "count", "cents").union(
        LeadDelta.objects.values_list(*KEY, "count", "cents"), all=True
    )
    return {key: value for key, value in _summed(union).items() if value != (0, 0)}


def _summed(rows: Iterable[tuple[Any, ...]]) -> dict[Key, tuple[int, int]]:
    """Rows of key, count and cents added up by key, with one day for all that were won before those on the board."""
    first = won_since_day()
    sums: dict[Key, tuple[int, int]] = {}
    for state, day, stage, team, salesperson, count, cents in rows:
        key = (state, day if day >= first else 0, stage, team, salesperson)
        before = sums.get(key, (0, 0))
        sums[key] = (before[0] + int(count), before[1] + int(cents))
    return sums


def drift() -> dict[Key, tuple[tuple[int, int], tuple[int, int]]]:
    """Keys whose kept figures differ from the counted ones: key → (kept, counted). Empty when all is well."""
    have, should = kept(), counted()
    nothing = (0, 0)
    return {
        key: (have.get(key, nothing), should.get(key, nothing))
        for key in have.keys() | should.keys()
        if have.get(key, nothing) != should.get(key, nothing)
    }


@transaction.atomic
def rebuild() -> int:
    """Make the totals from nothing and return how many keys there are. Nobody else may write meanwhile."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE crm_lead IN SHARE MODE")
    LeadTotal.objects.all().delete()
    LeadDelta.objects.all().delete()
    rows = [
        LeadTotal(**dict(zip(KEY, key, strict=True)), count=count, cents=cents)
        for key, (count, cents) in counted().items()
    ]
    LeadTotal.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


@transaction.atomic
def fold() -> int:
    """Add the oldest committed deltas to the totals and return how many. Readers see the same sums throughout."""
    waiting = LeadDelta.objects.select_for_update(skip_locked=connection.vendor == "postgresql").order_by("pk")
    deltas = list(waiting[:_FOLDED_AT_ONCE])
    past = list(LeadTotal.objects.filter(state=Status.WON, day__gt=0, day__lt=won_since_day()).select_for_update())
    if not deltas and not past:
        return 0
    every = [*deltas, *past]
    sums = _summed((*(getattr(row, name) for name in KEY), row.count, row.cents) for row in every)
    LeadTotal.objects.filter(pk__in=[total.pk for total in past]).delete()
    for key, (count, cents) in sorted(sums.items()):
        total, _made = LeadTotal.objects.get_or_create(
            **dict(zip(KEY, key, strict=True)), defaults={"count": 0, "cents": 0}
        )
        LeadTotal.objects.filter(pk=total.pk).update(count=F("count") + count, cents=F("cents") + cents)
    LeadDelta.objects.filter(pk__in=[delta.pk for delta in deltas]).delete()
    LeadTotal.objects.filter(count=0, cents=0).delete()
    return len(deltas)
