"""What the palette finds: records opened lately, records, actions and pages, all within the user's rights."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.models import Record
from filon.core.normalising import folded
from filon.core.record_types import RecordType, record_types
from filon.search.registry import Searchable, actions, page_words, searchables
from filon.search.services.querying import best_matching
from filon.search.services.recalling import recent_ids
from filon.search.text import words_of
from filon.ui.menu import MenuItem, tree

RECENT, RECORDS_OF_A_KIND, ACTIONS, PAGES = 6, 5, 5, 6


@dataclass(frozen=True)
class Entry:
    """One line of the palette; `detail` tells it from its namesakes, `kind` says what it is."""

    title: str
    url: str
    icon: str
    kind: str
    detail: str = ""


@dataclass(frozen=True)
class Section:
    """Entries under one heading."""

    heading: str
    entries: list[Entry]


def find(*, user: User, query: str) -> list[Section]:
    """The sections that answer `query`, without the empty ones. An empty query recalls and offers actions."""
    words = words_of(query)
    recent = _recent(user, words)
    seen = {entry.url for entry in recent}
    records = [entry for entry in _records(user, query) if entry.url not in seen] if words else []
    found = [
        Section(_("Opened lately"), recent),
        Section(_("Records"), records),
        Section(_("Actions"), _actions(user, words)),
        Section(_("Pages"), _pages(user, words) if words else []),
    ]
    return [section for section in found if section.entries]


def answers(words: list[str], *texts: str) -> bool:
    """Whether each word begins some word of `texts`."""
    begun = folded(" ".join(texts)).split()
    return all(any(text.startswith(word) for text in begun) for word in words)


def in_every_language(text: object) -> str:
    """A lazy text in all languages of the house, so that „pipeline” finds „Flux de vânzări”."""
    said = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.append(str(text))
    return " ".join(said)


def _recent(user: User, words: list[str]) -> list[Entry]:
    ids = recent_ids(user)
    by_kind: dict[str, list[int]] = {}
    for pk, kind in Record.objects.filter(pk__in=ids).values_list("pk", "kind"):
        by_kind.setdefault(kind, []).append(pk)
    entries: dict[int, Entry] = {}
    for kind, of_kind in by_kind.items():
        record_type = record_types.get(kind)
        if record_type:
            searchable = searchables.get(kind) or Searchable(kind)
            rows = searchable.prepare(record_type.visible_to(user).filter(pk__in=of_kind))
            entries.update({row.pk: _entry(record_type, searchable, row) for row in rows})
    in_order = [entries[pk] for pk in ids if pk in entries]
    return [entry for entry in in_order if _holds(words, entry)][:RECENT]


def _holds(words: list[str], entry: Entry) -> bool:
    text = folded(f"{entry.title} {entry.detail}")
    return all(word in text for word in words)


def _records(user: User, query: str) -> Iterator[Entry]:
    for searchable in searchables:
        record_type = record_types[searchable.kind]
        rows = searchable.prepare(record_type.visible_to(user))
        for row in best_matching(rows, query, limit=RECORDS_OF_A_KIND):
            yield _entry(record_type, searchable, row)


def _entry(record_type: RecordType, searchable: Searchable, row: object) -> Entry:
    pk = int(getattr(row, "pk"))  # noqa: B009 -- any model's row
    return Entry(
        title=record_type.title(row),
        url=record_type.url(pk),
        icon=record_type.icon,
        kind=str(record_type.label),
        detail=searchable.detail(row),
    )


def _actions(user: User, words: list[str]) -> list[Entry]:
    offered = [
        Entry(str(action.label), reverse(action.url_name), action.icon, _("Action"))
        for action in actions
        if action.visible_to(user) and answers(words, in_every_language(action.label), action.words)
    ]
    return offered[:ACTIONS]


def _pages(user: User, words: list[str]) -> list[Entry]:
    found: dict[str, Entry] = {}
    for item, path in _flat([*tree(user), *tree(user, parent="account")], ""):
        entry = item.entry
        other_words = page_words.get(entry.key) or ""
        is_page = bool(entry.url_name) and entry.method == "get"
        if is_page and item.url not in found and answers(words, in_every_language(entry.label), other_words):
            found[item.url] = Entry(str(entry.label), item.url, entry.icon, _("Page"), path)
    return list(found.values())[:PAGES]


def _flat(items: Iterable[MenuItem], path: str) -> Iterator[tuple[MenuItem, str]]:
    for item in items:
        yield item, path
        label = str(item.entry.label)
        yield from _flat(item.children, f"{path} / {label}" if path else label)
