"""Looking through all records for those that may be one, by the keys under which they meet."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from filon.contacts.models import Contact, Duplicate, DuplicateScan, Verdict
from filon.contacts.services import keys
from filon.contacts.services.judging import COLUMNS, LIKELY, Row, judge
from filon.contacts.services.likeness import parts_of
from filon.core import clock
from filon.core.registry import Registry
from filon.history.batching import batched

STEP = 20_000
MOST_SHARING = 50
"""What more records share than this tells nothing."""
KEPT_AT_ONCE = 1000
TEXTS = ("email_normalised", "phone_e164", "mobile_e164")
KEYS = ("vat_key", "email_normalised", "phone_e164", "mobile_e164", "name_key", "head_key", "tail_key")


class Pair(NamedTuple):
    """Two records that may be one: their ids, how likely it is, and what they share."""

    one: int
    other: int
    score: int
    reasons: tuple[str, ...]


Report = Callable[[int], None]


class Scanner(NamedTuple):
    """How records of one kind are looked through: in how many steps, and what comes out."""

    steps: Callable[[], int]
    pairs: Callable[[Report], Iterator[Pair]]


scanners: Registry[Scanner] = Registry("scanner")


def scan(kind: str) -> DuplicateScan:
    """Look through all records of a kind and put those that may be one into the queue.

    Verdicts stay; what nobody has judged and what no longer looks alike is forgotten.
    """
    run = DuplicateScan.objects.create(kind=kind, total=scanners[kind].steps())

    def report(steps: int) -> None:
        run.done = min(run.done + steps, run.total)
        run.save(update_fields=["done", "found"])

    found = scanners[kind].pairs(report)
    while some := list(islice(found, KEPT_AT_ONCE)):
        run.found += _keep(kind, some)
    report(run.total)
    stale = Duplicate.objects.filter(kind=kind, found_at__lt=run.started_at).exclude(verdict=Verdict.DIFFERENT)
    stale.delete()
    run.finished_at = clock.now()
    run.save(update_fields=["finished_at"])
    return run


def meeting(rows: QuerySet[Any], key: str, columns: tuple[str, ...], report: Report) -> Iterator[list[Any]]:
    """Groups of rows (values of `columns`, the id first) with the same `key`; none of more than `MOST_SHARING`."""
    for _shared, together in groupby(_in_order(rows, key, columns, report), key=itemgetter(0)):
        # One more than wanted is enough to know that there are too many; the rest is skipped, not kept.
        group = [row[1:] for row in islice(together, MOST_SHARING + 1)]
        if 1 < len(group) <= MOST_SHARING:
            yield group


def _in_order(rows: QuerySet[Any], key: str, columns: tuple[str, ...], report: Report) -> Iterator[tuple[Any, ...]]:
    """All rows that have the key, in the order of its index, some thousands at a time: the key, then `columns`."""
    ordered = rows.exclude(**{f"{key}__isnull": True}).order_by(key, "pk")
    if key in TEXTS:
        ordered = ordered.exclude(**{key: ""})
    after = ordered
    while True:
        found = list(after.values_list(key, *columns)[:STEP])
        yield from found
        report(len(found))
        if len(found) < STEP:
            return
        last, pk = found[-1][:2]
        later = Q(**{f"{key}__gt": last}) | Q(**{key: last, "pk__gt": pk})
        after = ordered.filter(later, **{f"{key}__gte": last})


def contact_steps() -> int:
    """The rows that a scan of contacts reads: each key once, and once more for names a letter longer."""
    return Contact.objects.active().count() * (len(KEYS) + 1)


def contact_pairs(report: Report) -> Iterator[Pair]:
    """Contacts in use that are likely one."""
    for key in KEYS:
        for group in meeting(Contact.objects.active(), key, COLUMNS, report):
            yield from _likely(combinations([Row(*values) for values in group], 2))
    yield from _likely(_a_letter_longer(report))


def _likely(pairs: Iterable[tuple[Row, Row]]) -> Iterator[Pair]:
    for one, other in pairs:
        judgement = judge(one, other)
        if judgement.score >= LIKELY:
            yield Pair(one.pk, other.pk, judgement.score, judgement.reasons)


def _a_letter_longer(report: Report) -> Iterator[tuple[Row, Row]]:
    """Names of even length with those a letter shorter, whose halves are shorter too and meet under no common key."""
    columns = ("head_key", "tail_key")
    common = [_too_common(column) for column in columns]
    last = 0
    while True:
        values = Contact.objects.active().filter(pk__gt=last).order_by("pk").values_list(*COLUMNS)[:STEP]
        rows = [Row(*each) for each in values]
        halves = [(row, keys.shorter_halves(parts_of(row.name, row.is_company))) for row in rows]
        for place, column in enumerate(columns):
            wanted = [(row, key) for row, both in halves if (key := both[place]) and key not in common[place]]
            yield from _meeting_others(column, wanted)
        report(len(rows))
        if len(rows) < STEP:
            return
        last = rows[-1].pk


def _too_common(column: str) -> set[int]:
    """The keys that so many contacts share that they tell nothing; counted in the index, so that none is fetched."""
    counted = Contact.objects.order_by().values(column).annotate(sharing=Count("*")).filter(sharing__gt=MOST_SHARING)
    return set(counted.values_list(column, flat=True))


def _meeting_others(column: str, wanted: list[tuple[Row, int]]) -> Iterator[tuple[Row, Row]]:
    """Each row of `wanted` with the contacts that have its key in `column`."""
    for some in batched(wanted):
        found: dict[int, list[Row]] = {}
        others = Contact.objects.active().filter(**{f"{column}__in": {key for _row, key in some}}).order_by()
        for key, *values in others.values_list(column, *COLUMNS):
            found.setdefault(key, []).append(Row(*values))
        for row, key in some:
            if len(there := found.get(key, [])) <= MOST_SHARING:
                yield from ((row, other) for other in there)


@transaction.atomic
def _keep(kind: str, pairs: list[Pair]) -> int:
    """Put pairs into the queue; returns how many are new."""
    moment, known = clock.now(), Duplicate.objects.filter(kind=kind).count()
    rows = {}
    for one, other, score, reasons in pairs:
        first, second = sorted((one, other))
        rows[first, second] = Duplicate(
            kind=kind, first_id=first, second_id=second, score=score, reasons=" ".join(reasons), found_at=moment
        )
    Duplicate.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["first", "second"],
        update_fields=["score", "reasons", "found_at"], batch_size=500,
    )  # fmt: skip
    return Duplicate.objects.filter(kind=kind).count() - known
