"""The lists of the bin: what was deleted, and what was archived."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import Conflict
from filon.core.models import Record
from filon.core.record_types import record_types
from filon.history.lists import people
from filon.history.models import Change, RecordedTable
from filon.history.services import binning
from filon.ui import formatting
from filon.ui.lists import cells
from filon.ui.lists.declaration import BulkAction, Column, RecordList
from filon.ui.lists.filters import Choices, Dates
from filon.ui.lists.look import Look
from filon.ui.templatetags.filon import avatar

NAMED = 3


def _told(result: binning.Restored) -> str:
    kept = " ".join(result.kept[:NAMED])
    if not result.count:
        raise Conflict(kept or gettext("Nothing could be restored."))
    text = ngettext("%(count)d record is back.", "%(count)d records are back.", result.count) % {"count": result.count}
    return f"{text} {gettext('It stays: %(kept)s') % {'kept': kept}}" if kept else text


def _restore_deleted(*, actor: User, rows: QuerySet[Change]) -> str:
    return _told(binning.restore_deleted(actor=actor, changes=rows))


def _restore_archived(*, actor: User, rows: QuerySet[Record]) -> str:
    return _told(binning.restore_archived(actor=actor, records=rows))


def _person(actor: int | None, look: Look) -> str:
    name = people(look).get(actor or 0)
    return format_html('<span class="row-x">{}{}</span>', avatar(name, "", True), name) if name else ""


def _tables(_look: Look) -> Iterable[tuple[Any, Any]]:
    tables = RecordedTable.objects.filter(name__in=binning.kinds_by_table())
    return [(table.pk, binning.kinds_by_table()[table.name].label) for table in tables]


def _kinds(_look: Look) -> Iterable[tuple[Any, Any]]:
    return [(each.kind, each.label) for each in record_types if each.restore]


def _deleted_kind(row: Change) -> str:
    return str(binning.kinds_by_table()[row.table.name].label)


def _archived_kind(row: Record) -> str:
    return str(record_types[row.kind].label)


def _archived_title(row: Record) -> str:
    return record_types[row.kind].title(binning.row_of(row))


def _archived_by(row: Record) -> int | None:
    found: int | None = binning.row_of(row).archived_by
    return found


def _archived_who(row: Record, look: Look) -> str:
    return _person(_archived_by(row), look)


def _archived_at(row: Record) -> datetime | None:
    found: datetime | None = binning.row_of(row).archived_at
    return found


def _archived_when(row: Record, look: Look) -> str:
    moment = _archived_at(row)
    return formatting.moment_words(moment, clock.now(), look.zone) if moment else ""


def _people(look: Look) -> Iterable[tuple[Any, Any]]:
    return people(look).items() if look.user.is_administrator else ()


DELETED = RecordList(
    key="bin-deleted",
    title=_("Bin"),
    crumbs=(_("System"),),
    noun=ngettext_lazy("%(shown)s deleted record", "%(shown)s deleted records", "n"),
    rows=binning.deleted,
    order="-when",
    page="history/bin.html",
    search=binning.deleted_matching,
    related=("table", "change_set"),
    title_of=binning.title_of,
    columns=(
        Column("what", _("What"), cells.Cell(lambda row, _look: binning.title_of(row), binning.title_of)),
        Column("kind", _("Kind"), cells.Cell(lambda row, _look: _deleted_kind(row), _deleted_kind), on_phone="under"),
        Column("who", _("Deleted by"), cells.Cell(lambda row, look: _person(row.change_set.actor, look),
                                                  lambda row: row.change_set.actor, "nowrap")),
        Column("when", _("When"), cells.moment("change_set.at"), sort="pk", on_phone="beside"),
    ),
    facets=(
        Choices("kind", _("Kind"), field="table", choices=_tables),
        Choices("who", _("Deleted by"), field="change_set__actor", choices=_people),
        Dates("at", _("When"), field="change_set__at", is_moment=True, offered=("today", "this_week", "this_month")),
    ),
    actions=(BulkAction("restore", _("Restore"), "restore", run=_restore_deleted),),
    empty_text=_("What is deleted waits here, and can be restored with all that belonged to it."),
    empty_icon="trash",
)  # fmt: skip

ARCHIVED = RecordList(
    key="bin-archived",
    title=_("Bin"),
    crumbs=(_("System"),),
    noun=ngettext_lazy("%(shown)s archived record", "%(shown)s archived records", "n"),
    rows=binning.archived,
    order="-what",
    url_name="history:bin-record",
    page="history/bin.html",
    search=binning.archived_matching,
    prefetched=(),
    title_of=_archived_title,
    columns=(
        Column("what", _("What"), cells.Cell(lambda row, _look: _archived_title(row), _archived_title), sort="pk"),
        Column("kind", _("Kind"), cells.Cell(lambda row, _look: _archived_kind(row), _archived_kind), on_phone="under"),
        Column("who", _("Archived by"), cells.Cell(_archived_who, _archived_by, "nowrap")),
        Column("when", _("When"), cells.Cell(_archived_when, _archived_at, "nowrap"), on_phone="beside"),
    ),
    facets=(Choices("kind", _("Kind"), field="kind", choices=_kinds),),
    actions=(BulkAction("restore", _("Restore"), "restore", run=_restore_archived),),
    empty_text=_("What is archived is listed here, and comes back into use when it is restored."),
    empty_icon="archive",
)  # fmt: skip
