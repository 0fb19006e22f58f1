"""What a room says about a configuration list, once. See `docs/development/adding-a-model.md`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from filon.ui.configuration.uses import Use
from filon.ui.lists.declaration import Column

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class ConfigurationList:
    """A small table whose rows are mostly a name: added by typing, renamed in place, archived, deleted if unused.

    `require(actor)` raises unless he may change it, `restrict(actor)` unless he may archive, merge and delete.
    `columns` show more of a row, whose own form is at `url_name`; `uses_url(pk)` is the list of what uses it.
    `defaults()` fills what a new row needs besides its name; `check(name)` raises when it cannot be a name here;
    `tells(act)` says to the history what is done. See `naming` for the fields that the model may have.
    """

    key: str
    title: "str | _StrPromise"
    description: "str | _StrPromise"
    label: "str | _StrPromise"
    hint: "str | _StrPromise"
    model: type[Model]
    require: Callable[[Any], None]
    restrict: Callable[[Any], None] | None = None
    crumbs: tuple["str | _StrPromise", ...] = ()
    uses: tuple[Use, ...] = ()
    uses_url: Callable[[int], str] | None = None
    columns: tuple[Column, ...] = ()
    related: tuple[str, ...] = ()
    url_name: str = ""
    has_colour: bool = False
    has_archive: bool = True
    has_merge: bool = False
    is_ordered: bool = False
    defaults: Callable[[], dict[str, Any]] = dict
    check: Callable[[str], object] | None = None
    tells: Callable[[str], object] | None = None

    def require_settling(self, actor: Any) -> None:
        """Raise unless `actor` may archive, merge and delete rows."""
        (self.restrict or self.require)(actor)
