"""Finding rows by their text, bounded by construction on both engines.

A word of three letters or more may stand anywhere in `search_text`; shorter ones start a word. The number of hits is
probed first: few hits are taken from the text index, many are better looked for among the rows one may see. The row
rule is never applied after a cut, so nobody misses a hit because others have many.
"""

from typing import Any, TypeVar

from django.db import connections
from django.db.models import Case, Exists, IntegerField, Model, OuterRef, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from filon.core.normalising import folded
from filon.core.remembering import Remembered
from filon.core.time_limits import TooSlow, time_limit
from filon.search.services.indexing import index_name
from filon.search.text import pieces_of, words_of

M = TypeVar("M", bound=Model)

MANY = 10_000
MANY_FOR_A_GLANCE = 300
FEW = 2_000
"""So many ids are named in a query, which may be asked several times; more are taken from the index each time."""

_COMMON = Remembered(seconds=600)
"""Words that had more hits than were asked for, which only says how to look for them: no hit is missed by it."""

_GLOB_SPECIAL = str.maketrans({"*": "[*]", "?": "[?]", "[": "[[]"})
_LIKE_SPECIAL = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


def matching(queryset: QuerySet[M], text: str) -> QuerySet[M]:
    """The rows of `queryset`, whose model has a text index, that hold every word of `text`. Costs one probe."""
    return _narrowed(queryset, text, many=MANY)[0]


def best_matching(queryset: QuerySet[M], text: str, *, limit: int, seconds: float = 0.05) -> list[M]:
    """At most `limit` rows that hold every word of `text`, newest first, for a glance while typing.

    Of words that are not too common, the rows whose text begins with them, hence whose name does, come before others.
    What cannot be found in `seconds` is not shown: the next letter narrows it.
    """
    narrowed, is_common = _narrowed(queryset, text, many=MANY_FOR_A_GLANCE)
    if is_common and _count_to(queryset, MANY_FOR_A_GLANCE) > MANY_FOR_A_GLANCE:
        try:
            with time_limit(seconds, using=queryset.db):
                return list(_walked(narrowed)[:limit])
        except TooSlow:
            narrowed, is_common = _narrowed(queryset, text, many=MANY)
            if is_common:
                return []
    begins = Case(When(search_text__startswith=f" {folded(text)}", then=0), default=1, output_field=IntegerField())
    return list(narrowed.annotate(place=begins).order_by("place", "-pk")[:limit])


def _walked(narrowed: QuerySet[M]) -> QuerySet[M]:
    """The newest rows, in the form that makes SQLite look at one row after the other until there are enough."""
    if connections[narrowed.db].vendor != "sqlite":
        return narrowed.order_by("-pk")
    everything = narrowed.model._default_manager.using(narrowed.db)
    fits = Exists(narrowed.order_by().filter(pk=OuterRef("pk")))
    related = narrowed.query.select_related
    walked: QuerySet[M] = everything.filter(fits).order_by("-pk")
    walked.query.select_related = related
    return walked


def _narrowed(queryset: QuerySet[M], text: str, *, many: int) -> tuple[QuerySet[M], bool]:
    """The rows with `text`, and whether its words are so common that the index was not used."""
    words = words_of(text)
    if not words:
        return queryset, True
    indexed = pieces_of([word for word in words if len(word) > 1])
    single_letters = [word for word in words if len(word) == 1]
    table = queryset.model._meta.db_table
    if indexed:
        if (table, many, *indexed) in _COMMON:
            return queryset.filter(_each_holds(words)), True
        query, parameters = _hits(connections[queryset.db].vendor, table, indexed)
        found = _probe(queryset.db, query, parameters, many)
        if len(found) <= FEW:
            return queryset.filter(_each_holds(single_letters), pk__in=found), False
        if len(found) <= many:
            hits = RawSQL(query, parameters)  # noqa: S611 -- values are bound
            return queryset.filter(_each_holds(single_letters), pk__in=hits), False
        _COMMON.add((table, many, *indexed))
    return queryset.filter(_each_holds(words)), True


def _hits(vendor: str, table: str, pieces: list[str]) -> tuple[str, list[Any]]:
    """The ids of all rows that hold `pieces`, by the text index alone."""
    if vendor == "sqlite":
        tests = " AND ".join(["search_text GLOB %s"] * len(pieces))
        return (
            f'SELECT rowid FROM "{index_name(table)}" WHERE {tests}',  # noqa: S608 -- values are bound
            [f"*{piece.translate(_GLOB_SPECIAL)}*" for piece in pieces],
        )
    tests = " AND ".join(["search_text LIKE %s"] * len(pieces))
    # OFFSET 0 keeps PostgreSQL from walking another index with the patterns as a filter.
    return (
        f'SELECT id FROM "{table}" WHERE {tests} OFFSET 0',  # noqa: S608 -- values are bound
        [f"%{piece.translate(_LIKE_SPECIAL)}%" for piece in pieces],
    )


def _each_holds(words: list[str]) -> Q:
    condition = Q()
    for piece in pieces_of(words):
        condition &= Q(search_text__contains=piece)
    return condition


def _probe(using: str, query: str, parameters: list[Any], many: int) -> list[int]:
    """The ids of the hits, at most one more than `many`."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"{query} LIMIT {many + 1:d}", parameters)
        return [row[0] for row in cursor.fetchall()]


def _count_to(queryset: QuerySet[M], many: int) -> int:
    return queryset.order_by()[: many + 1].count()
