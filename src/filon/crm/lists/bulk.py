"""What can be done with many opportunities at once."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from filon.accounts.models import User
from filon.crm.forms import AssignForm, LoseForm, MoveForm, TagForm
from filon.crm.models import LeadQuerySet, LostReason, Stage
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


ACTIONS = (
    BulkAction("assign", _("Assign"), "user-plus", assign, form=AssignForm),
    BulkAction("tag", _("Add tags"), "tag", tag, form=TagForm),
    BulkAction("move", _("Move to stage"), "arrows-move", move, form=MoveForm),
    BulkAction("lose", _("Mark as lost"), "circle-x", lose, form=LoseForm),
    BulkAction("archive", _("Archive"), "archive", archive, effect=_archive_effect),
    BulkAction("restore", _("Reopen"), "restore", restore),
)

ACTIONS_ON_LEADS = tuple(action for action in ACTIONS if action.key != "move")
