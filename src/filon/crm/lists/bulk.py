"""What can be done with many opportunities at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from filon.accounts.models import User
from filon.activities.forms.activity import PlanManyForm
from filon.activities.forms.plan import LaunchForm
from filon.activities.models import ActivityType, Plan
from filon.activities.services.launching import MOST_RECORDS, launch, require_not_too_many
from filon.activities.services.scheduling import Wanted, schedule_all
from filon.chatter.lists import writing_action
from filon.core.registry import Registry
from filon.crm.forms import AssignForm, LoseForm, MoveForm, TagForm
from filon.crm.models import Lead, LeadQuerySet, LostReason, Stage
from filon.crm.services.archiving import archive_leads
from filon.crm.services.assigning import assign_leads
from filon.crm.services.losing import lose_leads
from filon.crm.services.moving import move_leads
from filon.crm.services.restoring import restore_leads
from filon.crm.services.tagging import tag_leads
from filon.organisation.models import Tag
from filon.ui import formatting
from filon.ui.lists import BulkAction


def assign(*, actor: User, rows: LeadQuerySet, salesperson: User | None) -> str:
    """Hand them over."""
    count = len(assign_leads(actor=actor, leads=list(rows), salesperson=salesperson))
    return _said(ngettext("One opportunity was assigned.", "%(count)s opportunities were assigned.", count), count)


def tag(*, actor: User, rows: LeadQuerySet, tags: list[Tag]) -> str:
    """Give them tags besides those they have."""
    count = len(tag_leads(actor=actor, leads=list(rows), tags=list(tags)))
    return _said(ngettext("One opportunity was tagged.", "%(count)s opportunities were tagged.", count), count)


def move(*, actor: User, rows: LeadQuerySet, stage: Stage) -> str:
    """Put them into a stage."""
    count = len(move_leads(actor=actor, leads=list(rows), stage=stage))
    return _said(ngettext("One opportunity was moved.", "%(count)s opportunities were moved.", count), count)


def lose(*, actor: User, rows: LeadQuerySet, reason: LostReason | None, note: str) -> str:
    """Mark them as lost."""
    count = len(lose_leads(actor=actor, leads=list(rows), reason=reason, note=note))
    text = ngettext("One opportunity was marked as lost.", "%(count)s opportunities were marked as lost.", count)
    return _said(text, count)


def archive(*, actor: User, rows: LeadQuerySet) -> str:
    """Put them away."""
    count = len(archive_leads(actor=actor, leads=list(rows)))
    return _said(ngettext("One opportunity was archived.", "%(count)s opportunities were archived.", count), count)


def restore(*, actor: User, rows: LeadQuerySet) -> str:
    """Bring back lost and archived ones."""
    count = len(restore_leads(actor=actor, leads=list(rows)))
    return _said(ngettext("One opportunity was reopened.", "%(count)s opportunities were reopened.", count), count)


def _said(text: str, count: int) -> str:
    return text % {"count": formatting.number(count)}


def _archive_effect(_rows: Any) -> str:
    return str(_("They leave the board and the lists, neither won nor lost, and can be brought back."))


def plan(*, actor: User, rows: LeadQuerySet, activity_type: ActivityType, due_on: date, summary: str) -> str:
    """Plan one activity on each of them, for its salesperson, else for whoever plans."""
    leads = list(rows.select_related("salesperson")[: MOST_RECORDS + 1])
    require_not_too_many(len(leads))
    wanted = [
        Wanted(
            record_id=lead.pk, type=activity_type, assignee=lead.salesperson or actor, due_on=due_on, summary=summary
        )
        for lead in leads
    ]
    count = len(schedule_all(actor=actor, wanted=wanted))
    return _said(ngettext("One activity was planned.", "%(count)s activities were planned.", count), count)


def launch_plan(*, actor: User, rows: LeadQuerySet, plan: Plan, start: date | None, assignee: User | None) -> str:
    """Launch a plan on each of them."""
    ids = list(rows.values_list("pk", flat=True)[: MOST_RECORDS + 1])
    count = len(launch(actor=actor, plan=plan, record_ids=ids, start=start, assignee=assignee))
    return _said(ngettext("One activity was planned.", "%(count)s activities were planned.", count), count)


def addresses_of(rows: Any) -> Iterable[tuple[int, str]]:
    """Each lead with its own address, else with its customer's."""
    found = rows.order_by("pk").values_list("pk", "email_normalised", "contact__email_normalised")
    return [(pk, own or customer or "") for pk, own, customer in found]


def _merge_page(rows: Any) -> str:
    ids = rows.order_by("pk").values_list("pk", flat=True)[:MOST_MERGED]
    return f"{reverse('crm:lead-merge')}?ids={','.join(map(str, ids))}"


MOST_MERGED = 50
"""As many stand side by side on the page of a merge; by the API more may be merged."""

ACTIONS = (
    BulkAction("assign", _("Assign"), "user-plus", assign, form=AssignForm),
    BulkAction("tag", _("Add tags"), "tag", tag, form=TagForm),
    BulkAction("move", _("Move to stage"), "arrows-move", move, form=MoveForm),
    writing_action(Lead.record_kind, addresses_of),
    BulkAction("plan", _("Plan an activity"), "calendar-plus", plan, form=PlanManyForm),
    BulkAction("launch", _("Launch a plan"), "list-details", launch_plan, form=LaunchForm),
    BulkAction("lose", _("Mark as lost"), "circle-x", lose, form=LoseForm),
    BulkAction("merge", _("Merge"), "arrow-merge", page=_merge_page),
    BulkAction("archive", _("Archive"), "archive", archive, effect=_archive_effect),
    BulkAction("restore", _("Reopen"), "restore", restore),
)

added_actions: Registry[BulkAction] = Registry("action on leads")
"""What rooms above do with several leads or opportunities."""

ACTIONS_ON_LEADS = tuple(action for action in ACTIONS if action.key != "move")
