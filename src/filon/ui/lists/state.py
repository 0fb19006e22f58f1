"""The state of a list, which is its address: `?view=table&filter=stage:3&group=team&q=…&order=-revenue&cursor=…`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

MAX_FILTERS = 60
MAX_RULES = 20
LEVELS = 3
OPTIONS = ("match", "rows", "columns", "measure", "chart", "months", "on")
"""What views add to the address: whether one rule suffices, axes, amounts, kind of graph, more months, a day."""

Rule = tuple[str, str, str]
"""A field's key, an operator, a value."""


@dataclass(frozen=True)
class ListState:
    """What is shown. `filters` holds the chosen values of each facet: values of one are alternatives.

    `order` is a column's key, with a minus for descending. `group` names up to three groupings, with commas.
    `cursor` and `opened` (the values of groups, with slashes) ask for a part. `unknown` is what was left out.
    """

    view: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    group: str = ""
    q: str = ""
    order: str = ""
    cursor: str = ""
    opened: str | None = None
    rules: tuple[Rule, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def levels(self) -> list[str]:
        """The groupings, from the outer to the inner."""
        return list(dict.fromkeys(key for key in self.group.split(",") if key))[:LEVELS]

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address. `filter=` says that there are none, not even those one starts with."""
        pairs = [("view", self.view)] if self.view else []
        pairs += [("filter", f"{key}:{value}") for key, values in self.filters.items() for value in values]
        if not self.filters:
            pairs.append(("filter", ""))
        pairs += [("rule", ":".join(rule)) for rule in self.rules]
        pairs += [(name, value) for name, value in self.options.items() if value]
        rest = [("group", self.group), ("q", self.q), ("order", self.order), ("cursor", self.cursor)]
        pairs += [(name, value) for name, value in rest if value]
        if self.opened is not None:
            pairs.append(("open", self.opened))
        return pairs

    def url(self, **changes: Any) -> str:
        """The address of this state with `changes`; from its first row unless they say otherwise."""
        changed = replace(self, **{"cursor": "", "opened": None, **changes})
        return f"?{urlencode(changed.pairs())}"

    def with_filter(self, key: str, values: Iterable[str]) -> "ListState":
        """This state with other values of one facet; with none, without it."""
        filters = {**self.filters, key: tuple(values)}
        return replace(self, filters={name: chosen for name, chosen in filters.items() if chosen})


def parse(parameters: QueryDict, facets: Iterable[str], defaults: Iterable[str] = ()) -> ListState:
    """The state in an address. What it does not know is left out; without any `filter` the `defaults` hold.

    Besides `filter=key:value`, a form may send the ends of a range as `key.from` and `key.to`, and the parts of rules
    as lists: `rule.field`, `rule.is`, `rule.value`.
    """
    known = set(facets)
    chosen = parameters.getlist("filter") if "filter" in parameters else list(defaults)
    chosen += [
        f"{key}:{low}..{high}" for key in sorted(known) for low, high in [_range(parameters, key)] if low or high
    ]
    filters: dict[str, tuple[str, ...]] = {}
    unknown = [item for item in chosen if item and item.partition(":")[0] not in known]
    for item in chosen[:MAX_FILTERS]:
        key, _colon, value = item.partition(":")
        if key in known and value and value not in filters.get(key, ()):
            filters[key] = (*filters.get(key, ()), value)
    return ListState(
        view=parameters.get("view", ""),
        filters=filters,
        group=parameters.get("group", ""),
        q=" ".join(parameters.get("q", "").split())[:200],
        order=parameters.get("order", ""),
        cursor=parameters.get("cursor", ""),
        opened=parameters.get("open"),
        rules=tuple(rule for rule in _rules(parameters) if rule[0] in known)[:MAX_RULES],
        options={name: value[:200] for name in OPTIONS if (value := parameters.get(name, ""))},
        unknown=tuple(item.partition(":")[0][:40] for item in unknown)
        + tuple(rule[0][:40] for rule in _rules(parameters) if rule[0] not in known),
    )


def _rules(parameters: QueryDict) -> list[Rule]:
    """The rules of an address: whole ones, and those that the form sends in parts."""
    parts = [parameters.getlist(f"rule.{name}") for name in ("field", "is", "value")]
    typed = [(key, operator, value.strip()) for key, operator, value in zip(*parts, strict=False) if key]
    whole = [item.split(":", 2) for item in parameters.getlist("rule") if item.count(":") > 1]
    found = [*whole, *typed]
    return [(key, operator, value[:200]) for key, operator, value in found if value or operator in ("set", "unset")]


def _range(parameters: QueryDict, key: str) -> tuple[str, str]:
    return parameters.get(f"{key}.from", "").strip(), parameters.get(f"{key}.to", "").strip()
