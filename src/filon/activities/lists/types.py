"""The list of activity types: CRM, Configuration, Activity types."""

from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.activities import policies
from filon.activities.choices import Priority
from filon.activities.models import ActivityType
from filon.core.normalising import folded
from filon.ui import formatting
from filon.ui.icons import icon
from filon.ui.lists import IN_USE, Column, Primary, RecordList, cells
from filon.ui.lists.look import Look
from filon.ui.templatetags.filon import tag


def _name(row: ActivityType, _look: Look) -> str:
    return format_html('<span class="row-x">{}{}</span>', icon(row.icon), tag(str(row), row.colour))


def delay_words(row: ActivityType) -> str:
    """„2 zile”; "" without a delay."""
    if not row.delay_count:
        return ""
    return f"{formatting.number(row.delay_count)} {row.get_delay_unit_display()}"


def _next(row: ActivityType) -> str:
    return str(row.triggered) if row.triggered else ", ".join(str(each) for each in row.suggested.all())


def _found(rows: "QuerySet[Any]", query: str) -> "QuerySet[Any]":
    """Types are few: their names are compared here, in both languages, without case and diacritics."""
    wanted = folded(query)
    names = rows.values_list("pk", "name")
    return rows.filter(pk__in=[pk for pk, name in names if any(wanted in folded(text) for text in name.values())])


def _rows(user: User) -> "QuerySet[ActivityType]":
    policies.require_configure(user)
    return ActivityType.objects.all()


TYPES = RecordList(
    key="activity-types",
    title=_("Activity types"),
    noun=ngettext_lazy("%(shown)s activity type", "%(shown)s activity types", "n"),
    rows=_rows,
    order="order",
    url_name="activities:type",
    crumbs=(_("CRM"), _("Configuration")),
    search=_found,
    related=("default_user", "triggered"),
    prefetched=("suggested",),
    columns=(
        Column("name", _("Name"), cells.Cell(_name, str)),
        Column("category", _("Category"), cells.choice("category"), on_phone="under"),
        Column(
            "priority",
            _("Priority"),
            cells.Cell(lambda row, _look: str(Priority(row.priority).label), lambda row: row.priority),
        ),
        Column("delay", _("Due after"), cells.Cell(lambda row, _look: delay_words(row), delay_words)),
        Column("next", _("Next"), cells.Cell(lambda row, _look: _next(row), _next)),
        Column("user", _("Default responsible"), cells.text("default_user")),
        Column("told", _("Notification"), cells.choice("told"), is_extra=True),
        Column("order", _("Order"), cells.number("sequence"), sort="sequence", is_extra=True),
    ),
    facets=(IN_USE,),
    starts_with=lambda _user: ("state:active",),
    primary=Primary(_("New"), _("New activity type"), "activities:type-new"),
    empty_text=_("Types say what people do: calls, meetings, e-mails. They fill in a new activity for you."),
    empty_icon="checklist",
)
