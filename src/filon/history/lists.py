"""The audit: System, History."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.history.choices import Kind
from filon.history.models import Change, ChangeSet
from filon.history.policies import visible_sets
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


class CountedSets(QuerySet[ChangeSet]):
    """Change-sets that know their number of changes: counted for the rows of a page, not for all that fit."""

    def _fetch_all(self) -> None:
        is_fresh = self._result_cache is None
        super()._fetch_all()
        if not is_fresh:
            return
        rows = [row for row in self._result_cache or () if isinstance(row, ChangeSet)]
        counted = Change.objects.filter(change_set__in=rows).values_list("change_set").annotate(Count("pk")).order_by()
        numbers = dict(counted) if rows else {}
        for row in rows:
            row.number = numbers.get(row.pk, 0)  # type: ignore[attr-defined]


def _rows(user: User) -> CountedSets:
    return visible_sets(user, CountedSets(ChangeSet))


def _actors(look: Look) -> Iterable[tuple[Any, Any]]:
    return people(look).items() if look.user.is_administrator else ()


CHANGE_SETS = RecordList(
    key="history",
    title=_("History"),
    noun=ngettext_lazy("%(shown)s change-set", "%(shown)s change-sets", "n"),
    rows=_rows,
    order="-at",
    url_name="history:change-set",
    crumbs=(_("System"),),
    related=("undoes__undoes",),
    columns=(
        Column("what", _("What was done"), cells.text("title")),
        Column("at", _("When"), cells.moment("at"), sort="pk", on_phone="beside"),
        Column("who", _("By whom"), cells.Cell(_person, lambda row: row.actor, "nowrap"), on_phone="under"),
        Column("kind", _("Through"), cells.choice("kind"), on_phone="under"),
        Column("number", _("Changes"), cells.number("number")),
    ),
    facets=(
        Choices("who", _("By whom"), field="actor", choices=_actors, empty=_("Filon")),
        Choices("kind", _("Through"), field="kind", choices=lambda _look: Kind.choices),
        Dates("at", _("When"), field="at", is_moment=True, offered=("today", "this_week", "this_month", "last_month")),
    ),
    empty_text=_("Everything that anybody changes is written down here, and can be undone."),
    empty_icon="history",
)
