"""The state of a list, which is its address: `?view=table&filter=stage:3&group=team&q=…&order=-revenue&cursor=…`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

MAX_FILTERS = 60


@dataclass(frozen=True)
class ListState:
    """What is shown. `filters` holds the chosen values of each facet: values of one are alternatives.

    `order` is a column's key, with a minus for descending. `cursor` and `opened` (a group's value) ask for a part.
    """

    view: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    group: str = ""
    q: str = ""
    order: str = ""
    cursor: str = ""
    opened: str | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address. `filter=` says that there are none, not even those one starts with."""
        pairs = [("view", self.view)] if self.view else []
        pairs += [("filter", f"{key}:{value}") for key, values in self.filters.items() for value in values]
        if not self.filters:
            pairs.append(("filter", ""))
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

    Besides `filter=key:value`, a form may send the ends of a range as `key.from` and `key.to`.
    """
    known = set(facets)
    chosen = parameters.getlist("filter") if "filter" in parameters else list(defaults)
    chosen += [
        f"{key}:{low}..{high}" for key in sorted(known) for low, high in [_range(parameters, key)] if low or high
    ]
    filters: dict[str, tuple[str, ...]] = {}
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
    )


def _range(parameters: QueryDict, key: str) -> tuple[str, str]:
    return parameters.get(f"{key}.from", "").strip(), parameters.get(f"{key}.to", "").strip()
