"""The audit: System, History."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.history.choices import Kind
from filon.history.models import Change, ChangeSet
from filon.history.policies import visible_sets
from filon.ui import formatting
from filon.ui.lists import cells
from filon.ui.lists.declaration import Column, RecordList
from filon.ui.lists.filters import Choices, Dates
from filon.ui.lists.look import Look
from filon.ui.templatetags.filon import avatar


def people(look: Look) -> dict[int, str]:
    """Everybody who has ever been a user and still is one, by id."""
    return look.once("people of the history", lambda: dict(User.objects.values_list("pk", "name")))


def _person(row: ChangeSet, look: Look) -> str:
    name = people(look).get(row.actor or 0)
    return format_html('<span class="row-x">{}{}</span>', avatar(name, "", True), name) if name else str(_("Filon"))


def _first_with_count() -> "QuerySet[Change]":
    """One change of each set, which knows how many there are: counted for the sets of a page, in one query."""
    by_set = [F("change_set")]
    numbered = Change.objects.annotate(
        number=Window(Count("pk"), partition_by=by_set), place=Window(RowNumber(), partition_by=by_set)
    )
    return numbered.filter(place=1).only("pk", "change_set").order_by()


def _number(row: Any) -> int:
    return row.counted[0].number if row.counted else 0


def _actors(look: Look) -> Iterable[tuple[Any, Any]]:
    return people(look).items() if look.user.is_administrator else ()


def _sets(user: User) -> "QuerySet[ChangeSet]":
    """What was done; a sign-in and the like open a set and leave it empty."""
    changes = Change.objects.filter(change_set=OuterRef("pk"))
    return visible_sets(user, ChangeSet.objects.filter(Exists(changes)))


CHANGE_SETS = RecordList(
    key="history",
    title=_("History"),
    noun=ngettext_lazy("%(shown)s change-set", "%(shown)s change-sets", "n"),
    rows=_sets,
    order="-at",
    url_name="history:change-set",
    crumbs=(_("System"),),
    related=("undoes__undoes",),
    prefetched=(Prefetch("changes", queryset=_first_with_count(), to_attr="counted"),),
    columns=(
        Column("what", _("What was done"), cells.text("title")),
        Column("at", _("When"), cells.moment("at"), sort="pk", on_phone="beside"),
        Column("who", _("By whom"), cells.Cell(_person, lambda row: row.actor, "nowrap"), on_phone="under"),
        Column("kind", _("Through"), cells.choice("kind"), on_phone="under"),
        Column("number", _("Changes"), cells.Cell(lambda row, _look: formatting.number(_number(row)), _number, "num")),
    ),
    facets=(
        Choices("who", _("By whom"), field="actor", choices=_actors, empty=_("Filon")),
        Choices("kind", _("Through"), field="kind", choices=lambda _look: Kind.choices),
        Dates("at", _("When"), field="at", is_moment=True, offered=("today", "this_week", "this_month", "last_month")),
    ),
    empty_text=_("Everything that anybody changes is written down here, and can be undone."),
    empty_icon="history",
)
