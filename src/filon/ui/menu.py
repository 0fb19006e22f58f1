"""The menu: rooms register their entries, and every user sees those he may open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from filon.core.registry import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _everyone(_user: Any) -> bool:
    return True


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the menu; of the account menu when its parent is "account", and what New makes when it is "new".

    A section is there only when one of its entries is; without a `url_name` it leads to the first of them.
    `description` is the sentence shown on the section's index page; `count` gives the number beside the label, where 0
    shows nothing; `method` "post" makes a button; `short_label` is for the bar at the bottom of a phone.
    """

    key: str
    label: "str | _StrPromise"
    url_name: str = ""
    icon: str = "circle"
    parent: str = ""
    order: int = 100
    visible_to: Callable[[Any], bool] = _everyone
    description: "str | _StrPromise" = ""
    count: Callable[[Any], int] | None = None
    method: str = "get"
    is_section: bool = False
    is_in_bottom_bar: bool = False
    short_label: "str | _StrPromise" = ""


@dataclass(frozen=True)
class MenuItem:
    """An entry as one user sees it on one page."""

    entry: MenuEntry
    url: str
    is_current: bool = False
    is_open: bool = False
    count: int = 0
    children: list["MenuItem"] = field(default_factory=list)


class Menu(Registry[MenuEntry]):
    """All entries of the house, by key."""

    def register(self, entry: MenuEntry) -> MenuEntry:  # type: ignore[override]
        """Add an entry; its parent may be registered later."""
        return super().register(entry.key, entry)

    def children(self, parent: str) -> list[MenuEntry]:
        """The entries directly below `parent`, in the order they are shown."""
        return sorted((entry for entry in self if entry.parent == parent), key=lambda entry: entry.order)


menu = Menu("menu entry")


def tree(user: Any, path: str = "", parent: str = "") -> list[MenuItem]:
    """The menu below `parent` as `user` sees it, with the entry that `path` belongs to marked as current.

    The current entry is the one with the longest address that `path` starts with.
    """
    items = _items(user, parent)
    current = max((item.url for item in _flat(items) if _covers(item.url, path)), key=len, default="")
    return [_marked(item, current) for item in items]


def bottom_bar(items: Iterable[MenuItem]) -> list[MenuItem]:
    """Those of a menu's entries that stand in the bar at the bottom of a phone."""
    return [item for item in _flat(items) if item.entry.is_in_bottom_bar]


def _items(user: Any, parent: str) -> list[MenuItem]:
    found = []
    for entry in menu.children(parent):
        if not entry.visible_to(user):
            continue
        below = _items(user, entry.key)
        if entry.is_section and not below:
            continue
        url = reverse(entry.url_name) if entry.url_name else (below[0].url if below else "")
        if url:
            found.append(MenuItem(entry, url, count=entry.count(user) if entry.count else 0, children=below))
    return found


def _flat(items: Iterable[MenuItem]) -> Iterable[MenuItem]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _covers(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url if url.endswith("/") else f"{url}/"))


def _marked(item: MenuItem, current: str) -> MenuItem:
    children = [_marked(child, current) for child in item.children]
    is_open = any(child.is_current or child.is_open for child in children)
    leads_to_child = any(child.url == item.url for child in children)
    is_current = item.url == current and not leads_to_child and bool(current)
    return replace(item, children=children, is_open=is_open, is_current=is_current)
