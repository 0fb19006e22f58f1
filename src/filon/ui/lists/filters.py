"""Facets: what a list can be narrowed by, in the users' words.

Values chosen in one facet are alternatives; facets together narrow. What an address says and a facet does not know
narrows to nothing it could leak: it is left out.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from typing_extensions import override

from filon.ui import formatting
from filon.ui.lists.look import Look
from filon.ui.periods import day_range, moment_range, period_label, periods
from filon.ui.reading import Unreadable, amount, day

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NONE = "none"
MANY = 10_000


@dataclass(frozen=True)
class Option:
    """One value that a facet offers."""

    value: str
    label: str


@dataclass(frozen=True)
class Facet(ABC):
    """One way to narrow a list. `key` stands in addresses."""

    key: str
    label: "str | _StrPromise"

    is_range = False
    """Whether the form also asks for two ends; "date" or "number" are what the fields take."""

    @abstractmethod
    def options(self, look: Look) -> list[Option]:
        """The values that one can tick."""

    @abstractmethod
    def condition(self, values: Sequence[str], look: Look) -> Q | None:
        """What rows with one of `values` fulfil, or None when no value means anything."""

    def labels(self, values: Sequence[str], look: Look) -> list[str]:
        """How the chosen values are called, in their order."""
        known = {option.value: option.label for option in self.options(look)}
        return [known[value] for value in values if value in known]

    def operators(self) -> dict[str, str]:
        """What a rule may say about the field, by the key that stands in addresses."""
        return {"is": _("is"), "is_not": _("is not")}

    def ruled(self, operator: str, value: str, look: Look) -> Q | None:
        """What rows fulfil of which a rule holds, or None when the rule means nothing."""
        condition = self.condition([value], look) if operator in self.operators() else None
        if condition is None:
            return None
        return ~condition if operator == "is_not" else condition

    def rule_label(self, operator: str, value: str, look: Look) -> str:
        """A rule in words: „Etapă nu este Propunere”."""
        return f"{self.label} {self.operators().get(operator, '')} {either(self.labels([value], look))}".strip()

    def chip(self, values: Sequence[str], look: Look) -> str:
        """What the chip says: „Echipa: Vânzări directe sau Parteneri”."""
        return f"{self.label}: {either(self.labels(values, look))}"


def either(labels: Iterable[str]) -> str:
    """Alternatives in words: „a, b sau c”."""
    *first, last = list(labels) or [""]
    return _("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last} if first else last


@dataclass(frozen=True)
class Flag:
    """A ready-made condition with a name of its own, such as „Deschise” or „Fluxul meu”."""

    value: str
    label: "str | _StrPromise"
    condition: "Q | Callable[[Look], Q]"


@dataclass(frozen=True)
class Flags(Facet):
    """Ready-made conditions, whose names say all: the chip shows them without the facet's label."""

    flags: tuple[Flag, ...] = ()

    @override
    def options(self, look: Look) -> list[Option]:
        """Every flag."""
        return [Option(flag.value, str(flag.label)) for flag in self.flags]

    @override
    def condition(self, values: Sequence[str], look: Look) -> Q | None:
        """One of the chosen flags' conditions."""
        chosen = [flag.condition for flag in self.flags if flag.value in values]
        conditions = [condition(look) if callable(condition) else condition for condition in chosen]
        return _any(conditions)

    @override
    def chip(self, values: Sequence[str], look: Look) -> str:
        """„Deschise sau Câștigate”."""
        return either(self.labels(values, look))


IN_USE = Flags(
    "state",
    gettext_lazy("State"),
    flags=(
        Flag("active", gettext_lazy("In use"), Q(is_active=True)),
        Flag("archived", gettext_lazy("Archived"), Q(is_active=False)),
    ),
)
"""What is in use and what is archived, of rows that have `is_active`."""


@dataclass(frozen=True)
class Choices(Facet):
    """A field that has one of few values, or a foreign key to a small table. `empty` names the rows without one.

    `choices(look)` gives pairs of value and label, in the order they are offered.
    """

    field: str = ""
    choices: Callable[[Look], Iterable[tuple[Any, Any]]] = lambda _look: ()
    empty: "str | _StrPromise" = ""

    @override
    def options(self, look: Look) -> list[Option]:
        """Every choice, and the lack of one."""
        offered = look.once(
            f"choices of {self.key}",
            lambda: [Option(str(value), str(label)) for value, label in self.choices(look)],
        )
        return [*offered, Option(NONE, str(self.empty))] if self.empty else offered

    @override
    def condition(self, values: Sequence[str], look: Look) -> Q | None:
        """The field has one of the chosen values."""
        offered = {option.value for option in self.options(look)}
        chosen = [value for value in values if value in offered and value != NONE]
        conditions = [Q(**{f"{self.field}__in": chosen})] if chosen else []
        if NONE in values and self.empty:
            conditions.append(Q(**{f"{self.field}__isnull": True}))
        return _any(conditions)


@dataclass(frozen=True)
class Linked(Choices):
    """A many-to-many relation such as tags. `through` is its table, `row` and `field` its two foreign keys' names.

    Few links are taken as a set of ids, many are looked for row by row: on SQLite the wrong form costs a second at a
    million rows. One small probe tells.
    """

    through: type[Model] | None = None
    row: str = ""

    @override
    def condition(self, values: Sequence[str], look: Look) -> Q | None:
        """The row is linked with one of the chosen values, or with nothing at all."""
        assert self.through is not None
        links = self.through._default_manager
        offered = {option.value for option in self.options(look)}
        chosen = [value for value in values if value in offered and value != NONE]
        conditions: list[Q] = []
        if chosen:
            linked = links.filter(**{f"{self.field}__in": chosen})
            if linked.order_by()[: MANY + 1].count() <= MANY:
                conditions.append(Q(pk__in=linked.values(self.row)))
            else:
                conditions.append(Q(Exists(linked.filter(**{self.row: OuterRef("pk")}))))
        if NONE in values and self.empty:
            conditions.append(~Q(Exists(links.filter(**{self.row: OuterRef("pk")}))))
        return _any(conditions)


@dataclass(frozen=True)
class Dates(Facet):
    """A date, or with `is_moment` a time, in a named period (`this_month`) or between two days (`a..b`, both in)."""

    field: str = ""
    is_moment: bool = False
    offered: tuple[str, ...] = ("today", "this_week", "this_month", "last_month", "this_year")

    @property
    def is_range(self) -> str:  # type: ignore[override]
        """The ends are dates."""
        return "date"

    empty: "str | _StrPromise" = ""

    @override
    def options(self, look: Look) -> list[Option]:
        """The named periods, and the lack of a day."""
        offered = [Option(name, label) for name, label in periods().items() if name in self.offered]
        return [*offered, Option(NONE, str(self.empty))] if self.empty else offered

    @override
    def operators(self) -> dict[str, str]:
        """Before and after a day, on it, in a period."""
        known = {
            "from": pgettext("date", "from"),
            "until": pgettext("date", "until"),
            "is": _("is"),
            "set": _("is known"),
        }
        return {**known, "unset": _("is not known")} if self.empty else known

    @override
    def ruled(self, operator: str, value: str, look: Look) -> Q | None:
        """The field lies on this side of a day, or in a period, or has one at all."""
        if operator in ("set", "unset"):
            return Q(**{f"{self.field}__isnull": operator == "unset"})
        span = _days(value, look.today)
        low, _dots, high = span.partition("..")
        return self.condition([{"from": f"{low}..", "until": f"..{high}", "is": span}.get(operator, "")], look)

    @override
    def rule_label(self, operator: str, value: str, look: Look) -> str:
        """„Închiderea estimată de la 01.12.2026”."""
        day = period_label(_days(value, look.today), look.today)
        return f"{self.label} {self.operators().get(operator, '')} {day}".strip()

    @override
    def condition(self, values: Sequence[str], look: Look) -> Q | None:
        """The field lies in one of the chosen periods."""
        ranges = [found for value in values if (found := day_range(value, look.today))]
        without = [Q(**{f"{self.field}__isnull": True})] if NONE in values and self.empty else []
        if self.is_moment:
            ends = [moment_range(found, look.zone) for found in ranges]
            return _any([*(_between(self.field, *found, is_open=True) for found in ends), *without])
        return _any([*(_between(self.field, *found) for found in ranges), *without])

    @override
    def labels(self, values: Sequence[str], look: Look) -> list[str]:
        """The periods in words."""
        without = [str(self.empty)] if NONE in values and self.empty else []
        return [label for value in values if (label := period_label(value, look.today))] + without


@dataclass(frozen=True)
class Numbers(Facet):
    """A number from one end to another, both in."""

    field: str = ""

    @property
    def is_range(self) -> str:  # type: ignore[override]
        """The ends are numbers."""
        return "number"

    @override
    def options(self, look: Look) -> list[Option]:
        """Nothing to tick."""
        return []

    @override
    def operators(self) -> dict[str, str]:
        """At least, at most, exactly."""
        return {"from": _("at least"), "until": _("at most"), "is": _("is")}

    @override
    def ruled(self, operator: str, value: str, look: Look) -> Q | None:
        """The field is on this side of a number."""
        try:
            number = amount(value)
        except Unreadable:
            return None
        spans = {"from": f"{number}..", "until": f"..{number}", "is": f"{number}..{number}"}
        return self.condition([spans.get(operator, "")], look)

    @override
    def rule_label(self, operator: str, value: str, look: Look) -> str:
        """„Venit estimat cel puțin 10.000”."""
        return f"{self.label} {self.operators().get(operator, '')} {value}"

    @override
    def condition(self, values: Sequence[str], look: Look) -> Q | None:
        """The field lies between the two numbers."""
        return _any([_between(self.field, *found) for value in values if (found := _numbers(value))])

    @override
    def labels(self, values: Sequence[str], look: Look) -> list[str]:
        """„10.000 – 50.000”."""
        return [_ends(*found) for value in values if (found := _numbers(value))]


@dataclass(frozen=True)
class Texts(Facet):
    """A text that contains something; letters without their marks count as the same where `field` is folded."""

    field: str = ""

    @override
    def options(self, look: Look) -> list[Option]:
        """Nothing to tick."""
        return []

    @override
    def operators(self) -> dict[str, str]:
        """Contains, does not contain, is empty."""
        return {"contains": _("contains"), "lacks": _("does not contain"), "unset": _("is empty")}

    @override
    def condition(self, values: Sequence[str], look: Look) -> Q | None:
        """The text contains one of the values."""
        return _any(Q(**{f"{self.field}__icontains": value}) for value in values if value)

    @override
    def ruled(self, operator: str, value: str, look: Look) -> Q | None:
        """The text contains the value, or does not, or there is none."""
        if operator == "unset":
            return Q(**{self.field: ""})
        condition = self.condition([value], look) if operator in self.operators() else None
        return ~condition if condition is not None and operator == "lacks" else condition

    @override
    def labels(self, values: Sequence[str], look: Look) -> list[str]:
        """The texts themselves."""
        return [f"„{value}”" if get_language() == "ro" else f"“{value}”" for value in values]


def _any(conditions: Iterable[Q]) -> Q | None:
    together: Q | None = None
    for condition in conditions:
        together = condition if together is None else together | condition
    return together


def _days(value: str, today: date) -> str:
    """What a rule about days means: a period, two ends, or one day as people write it."""
    if value in periods() or ".." in value:
        return value
    try:
        found = day(value, today)
    except Unreadable:
        return ""
    return f"{found}..{found}"


def _between(field: str, low: Any, high: Any, *, is_open: bool = False) -> Q:
    condition = Q(**{f"{field}__isnull": False}) if low is None and high is None else Q()
    if low is not None:
        condition &= Q(**{f"{field}__gte": low})
    if high is not None:
        condition &= Q(**{f"{field}__{'lt' if is_open else 'lte'}": high})
    return condition


def _numbers(value: str) -> tuple[Decimal | None, Decimal | None] | None:
    low, dots, high = value.partition("..")
    try:
        ends = tuple(Decimal(end) if end else None for end in (low, high))
    except InvalidOperation:
        return None
    is_finite = all(end is None or (end.is_finite() and abs(end) < Decimal("1e13")) for end in ends)
    return (ends[0], ends[1]) if dots and is_finite and ends != (None, None) else None


def _ends(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return _("at most %(high)s") % {"high": formatting.number(high or 0)}
    if high is None:
        return _("at least %(low)s") % {"low": formatting.number(low)}
    return f"{formatting.number(low)} – {formatting.number(high)}"
