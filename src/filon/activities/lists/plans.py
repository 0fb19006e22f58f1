"""The list of activity plans: CRM, Configuration, Activity plans."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.activities import policies
from filon.activities.models import Plan
from filon.core.record_types import record_types
from filon.ui.lists import Column, Primary, RecordList, cells
from filon.ui.lists.look import Look


def _rows(user: User) -> "QuerySet[Plan]":
    policies.require_configure(user)
    return Plan.objects.annotate(step_count=Count("steps"))


def _kinds(plan: Any) -> str:
    return ", ".join(str(record_types[kind].label) for kind in plan.record_kinds if kind in record_types)


def _shown(plan: Any, _look: Look) -> str:
    return _kinds(plan)


PLANS = RecordList(
    key="activity-plans",
    title=_("Activity plans"),
    noun=ngettext_lazy("%(shown)s plan", "%(shown)s plans", "n"),
    rows=_rows,
    order="name",
    url_name="activities:plan",
    crumbs=(_("CRM"), _("Configuration")),
    columns=(
        Column("name", _("Name"), cells.Cell(lambda row, _look: str(row), str), sort="sort_key"),
        Column("steps", _("Steps"), cells.number("step_count"), on_phone="beside"),
        Column("kinds", _("Offered for"), cells.Cell(_shown, _kinds)),
    ),
    primary=Primary(_("New"), _("New activity plan"), "activities:plan-new"),
    empty_text=_("A plan is a sequence of activities that you launch at once, such as what follows a quotation."),
    empty_icon="list-details",
)
