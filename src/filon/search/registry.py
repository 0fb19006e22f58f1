"""What the palette can find: kinds of record, actions, and other words for pages. Rooms register it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from filon.core.registry import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from filon.accounts.models import User


@dataclass(frozen=True)
class Searchable:
    """A kind of record (see `core.record_types`) whose model has `search_text` and a `TextIndex`.

    `detail` says in a few words which of several namesakes this row is; `prepare` adds what it needs to the query.
    """

    kind: str
    detail: Callable[[Any], str] = lambda _row: ""
    prepare: "Callable[[QuerySet[Any]], QuerySet[Any]]" = lambda rows: rows


@dataclass(frozen=True)
class Action:
    """Something one can start from anywhere, such as „Oportunitate nouă”. `words` are other names for it."""

    key: str
    label: "str | _StrPromise"
    icon: str
    url_name: str
    words: str = ""
    visible_to: "Callable[[User], bool]" = lambda _user: True


@dataclass(frozen=True)
class QuickKey:
    """`g` and then `letter` goes to the page `url_name`."""

    letter: str
    label: "str | _StrPromise"
    url_name: str


searchables: Registry[Searchable] = Registry("searchable kind")
actions: Registry[Action] = Registry("palette action")
quick_keys: Registry[QuickKey] = Registry("quick key")
page_words: Registry[str] = Registry("other words for the page")


def register_searchable(searchable: Searchable) -> None:
    """Let the palette find records of a kind."""
    searchables.register(searchable.kind, searchable)


def register_action(action: Action) -> None:
    """Let the palette start something."""
    actions.register(action.key, action)


def register_quick_key(quick_key: QuickKey) -> None:
    """Give a page a key of its own after `g`."""
    quick_keys.register(quick_key.letter, quick_key)


def register_page_words(menu_key: str, words: str) -> None:
    """Other words by which people look for the page of a menu entry, with blanks between them."""
    page_words.register(menu_key, words)
