"""What a room says about a kind of record that comes from files and goes into them. See `adding-a-model.md`."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from filon.accounts.models import User
from filon.core.normalising import folded
from filon.core.registry import Registry
from filon.exchange.readers import Plain, Reader, text, whole_number

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Values = dict[str, Any]
Found = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Link:
    """A column that names other records. `find` gives, for the texts as written, the rows that are called so.

    `create` makes one of a name; without it what is not there is refused. `is_many` takes several names. `write` is
    what an export writes. `is_own`: other rows of the same file may bring it.
    """

    find: Callable[[User, Collection[str]], Found]
    create: Callable[[User, str], Any] | None = None
    is_many: bool = False
    write: Callable[[Any], Plain] = str
    is_own: bool = False


@dataclass(frozen=True)
class Column:
    """A column. `words` are other headings for it, with semicolons; `pattern` is how its values look, as a regular
    expression. `of` gives the value of a stored row, else it is the attribute called `key`."""

    key: str
    label: "str | _StrPromise"
    reader: Reader = field(default_factory=text)
    words: str = ""
    pattern: str = ""
    link: Link | None = None
    is_required: bool = False
    is_exported: bool = True
    of: Callable[[Any], Any] | None = None

    def value_of(self, row: Any) -> Any:
        """The present value of a stored row."""
        if self.of is not None:
            return self.of(row)
        value = getattr(row, self.key)
        return list(value.all()) if self.link and self.link.is_many else value


@dataclass(frozen=True)
class Key:
    """A column by which stored rows are found: where it stands in the database, and its comparable form there."""

    path: str
    comparable: Callable[[Any], Any] = lambda value: value


@dataclass(frozen=True)
class Twin:
    """A stored row that a new one seems to repeat, and why."""

    pk: int
    title: str
    why: str


def _no_twins(_user: User, items: Sequence[Values]) -> list[list[Twin]]:
    return [[] for _item in items]


def _none_refused(items: Sequence[Values]) -> list[str]:
    return ["" for _item in items]


@dataclass(frozen=True)
class Exchangeable:
    """A kind of record, declared once. `rows` starts from `visible_to` and brings what the columns read.

    `create` adds all of `items` or none (DomainError); `update` changes one. Both call the room's services. `twins`
    finds what is known already; `marks` is what no two rows of a file may share; `refused` says in a sentence why an
    item must not come in (an objection), or "". `implied` is what a new record's values imply. `list_keys` are the
    lists whose menus lead here.
    """

    kind: str
    label: "str | _StrPromise"
    icon: str
    rows: Callable[[User], QuerySet[Any]]
    columns: tuple[Column, ...]
    keys: Mapping[str, Key]
    create: Callable[[User, Sequence[Values]], Sequence[Any]]
    update: Callable[[User, Any, Values], Any]
    twins: Callable[[User, Sequence[Values]], list[list[Twin]]] = _no_twins
    marks: Callable[[Values], Iterable[Hashable]] = lambda _values: ()
    refused: Callable[[Sequence[Values]], list[str]] = _none_refused
    implied: Callable[[Values], Values] = lambda _values: {}
    list_keys: tuple[str, ...] = ()

    def column(self, key: str) -> Column | None:
        """The column called `key`."""
        return next((column for column in self.columns if column.key == key), None)


ID = Column("id", "ID", whole_number(), words="id; nr; identificator; database id", of=lambda row: row.pk)
"""Every exported file begins with it, so that the same file updates what it came from."""

exchangeables: Registry[Exchangeable] = Registry("exchangeable kind")


def by_name(rows: Callable[[User], Iterable[Any]], *others: str) -> Callable[[User, Collection[str]], Found]:
    """A small table, found by what its rows are called in any language and by the attributes `others`."""

    def find(user: User, _texts: Collection[str]) -> Found:
        found: dict[str, list[Any]] = {}
        for row in rows(user):
            name = getattr(row, "name", "")
            words = {str(row), *(name.values() if isinstance(name, dict) else [name])}
            words |= {str(getattr(row, other)) for other in others}
            for word in {folded(each) for each in words if each}:
                found.setdefault(word, []).append(row)
        return found

    return find
