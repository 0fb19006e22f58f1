"""What the page of an opportunity shows besides its form."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.accounts.models import User
from filon.core import clock
from filon.core.fields import translated
from filon.crm import policies
from filon.crm.choices import LeadType, Priority, Status
from filon.crm.models import Lead, Stage
from filon.crm.services.celebrating import beaten_record
from filon.crm.services.proposing import stages_for
from filon.crm.services.timing import time_in_stages
from filon.organisation.models import Tag
from filon.ui import formatting

SHORTEST = timedelta(minutes=1)
"""A shorter stay in a stage is not worth a word."""


@dataclass(frozen=True)
class Node:
    """A stage on the vein: `note` is how long the opportunity stood there, `hint` what the stage asks for."""

    value: int
    name: str
    note: str
    hint: str
    is_done: bool
    is_current: bool


def sheet_context(user: User, lead: Lead) -> dict[str, Any]:
    """Title line, vein, stars, tags and people of a lead, and what may be done with it."""
    return {
        "lead": lead,
        "subtitle": subtitle(user, lead),
        "stages": vein(user, lead),
        "won_line": won_line(user, lead),
        "lost_line": lost_line(user, lead),
        "is_open": lead.status == Status.OPEN,
        "is_lost": lead.status == Status.LOST,
        "is_won": lead.status == Status.WON,
        "is_lead": lead.type == LeadType.LEAD,
        "may_delete": policies.may_delete(user),
        "requirements": translated(lead.stage.requirements) if lead.status == Status.OPEN else "",
        "facts": facts(user, lead),
        "people": people(lead),
        **stars_context(lead),
        **tags_context(lead),
    }


def facts(user: User, lead: Lead) -> list[tuple[str, str]]:
    """What follows from the rest, to read: dates, days and prorated amounts, each with its label."""
    zone, currency = user.zone, lead.currency_id or ""
    moments = (
        (_("Created"), lead.created_at),
        (_("Assigned"), lead.assigned_at),
        (_("Made an opportunity"), lead.converted_at),
        (_("Entered the stage"), lead.stage_changed_at),
        (_("Closed"), lead.closed_at),
    )
    spans = ((_("Days to assign"), lead.days_to_assign), (_("Days to close"), lead.days_to_close))
    amounts = (
        (_("Prorated revenue"), lead.prorated_revenue),
        (_("Prorated recurring revenue"), lead.recurring_revenue_prorated),
        (_("Expected monthly revenue"), lead.recurring_revenue_monthly),
        (_("Prorated monthly revenue"), lead.recurring_revenue_monthly_prorated),
    )
    return [
        *((label, formatting.moment_exact(moment, zone)) for label, moment in moments if moment is not None),
        *((label, formatting.number(days)) for label, days in spans if days is not None),
        *((label, formatting.money_exact(amount, currency)) for label, amount in amounts if amount is not None),
    ]


def people(lead: Lead) -> list[User]:
    """Whom the lead may be given to; also somebody who has left, as long as it is his."""
    found = list(User.objects.active())
    return found if lead.salesperson is None or lead.salesperson in found else [lead.salesperson, *found]


def stars_context(lead: Lead) -> dict[str, Any]:
    """The priority and what may be chosen."""
    return {"lead": lead, "priorities": Priority.choices, "priority_label": str(Priority(lead.priority).label)}


def tags_context(lead: Lead) -> dict[str, Any]:
    """The tags of a lead, and the others that are offered."""
    own = list(lead.tags.order_by("sort_key", "pk"))
    offered = [tag for tag in Tag.objects.filter(is_active=True) if tag not in own]
    return {"lead": lead, "tags": own, "offered_tags": offered}


def subtitle(user: User, lead: Lead) -> str:
    """„Vinăria Crama Țării · deschisă de 23 de zile”."""
    who = lead.contact.name if lead.contact else lead.company_name or lead.contact_name
    days = _days(user, lead.created_at, lead.closed_at or clock.now())
    if lead.status != Status.OPEN:
        return who
    if days == 0:
        since = _("opened today")
    else:
        since = ngettext("open for %(count)s day", "open for %(count)s days", days) % {"count": formatting.number(days)}
    return " · ".join(part for part in (who, since) if part)


def vein(user: User, lead: Lead) -> list[Node]:
    """The stages of the lead's team, those before the present one filled, with the days spent in the present one."""
    stages = stages_for(lead.team_id)
    if lead.stage not in stages:
        stages = sorted([*stages, lead.stage], key=lambda stage: (stage.sequence, stage.pk))
    at = stages.index(lead.stage)
    spent = time_in_stages(lead)
    return [_node(user, lead, stage, number, at, spent.get(stage.pk)) for number, stage in enumerate(stages)]


def _node(user: User, lead: Lead, stage: Stage, number: int, at: int, spent: timedelta | None) -> Node:
    note = ""
    is_present = number == at and lead.status == Status.OPEN
    if spent is not None and spent >= SHORTEST and not is_present:
        note = formatting.duration(spent)
    if is_present:
        days = _days(user, lead.stage_changed_at, clock.now())
        count = {"count": formatting.number(days)}
        note = ngettext("for %(count)s day", "for %(count)s days", days) % count if days else _("since today")
    hint = translated(stage.requirements)
    if spent is not None and spent >= SHORTEST:
        stayed = _("%(time)s in this stage") % {"time": formatting.duration(spent)}
        hint = f"{hint} · {stayed}" if hint else stayed
    return Node(stage.pk, str(stage), note, hint, number < at, number == at)


def won_line(user: User, lead: Lead) -> str:
    """„Câștigată după 23 de zile · 45.300 lei”."""
    if lead.status != Status.WON or lead.closed_at is None:
        return ""
    days = _days(user, lead.created_at, lead.closed_at)
    if days:
        count = {"count": formatting.number(days)}
        text = ngettext("Won after %(count)s day", "Won after %(count)s days", days) % count
    else:
        text = _("Won on the first day")
    return " · ".join(part for part in (text, _revenue(lead)) if part)


def won_sentence(user: User, lead: Lead) -> str:
    """What is said when a deal has just been won, and which record it beats."""
    return " ".join(part for part in (f"{won_line(user, lead)}.", beaten_record(lead)) if part)


def lost_line(user: User, lead: Lead) -> str:
    """„Pierdută ieri · Prea scump”."""
    if lead.status != Status.LOST or lead.closed_at is None:
        return ""
    day = formatting.day_words(lead.closed_at.astimezone(ZoneInfo(user.zone)).date(), user.today)
    text = _("Lost %(day)s") % {"day": day}
    return f"{text} · {lead.lost_reason}" if lead.lost_reason else text


def _revenue(lead: Lead) -> str:
    return formatting.money(lead.expected_revenue, lead.currency_id or "") if lead.expected_revenue else ""


def _days(user: User, start: datetime, end: datetime) -> int:
    """Calendar days between two moments where the user is."""
    zone = ZoneInfo(user.zone)
    return max(0, (end.astimezone(zone).date() - start.astimezone(zone).date()).days)
