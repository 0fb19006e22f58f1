"""What this room shows on the pages of others."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.activities.models import Activity
from filon.contacts.hooks import Elsewhere
from filon.contacts.models import Contact
from filon.contacts.services import keys
from filon.contacts.services.queueing import Side
from filon.contacts.services.similar import Described
from filon.core import clock
from filon.crm import policies
from filon.crm.choices import LeadType, Status
from filon.crm.models import Lead, Stage
from filon.crm.services.duplicates import sharing
from filon.teams.models import Team
from filon.ui import formatting

SHOWN = 8
WAITING = 5
STALE_AFTER = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """One opportunity of a customer."""

    url: str
    name: str
    state: str
    money: str
    is_won: bool
    is_lost: bool


def similar_to_lead(_request: HttpRequest, lead: Lead) -> dict[str, Any]:
    """Where the button of similar leads is fetched from, once the page stands."""
    return {"url": reverse("crm:lead-similar", args=[lead.pk])}


def leads_like(user: User, to: Described) -> list[Elsewhere]:
    """Leads that share something with a contact that is being typed."""
    conditions = []
    if to.emails:
        conditions.append(("email", Q(email_normalised__in=to.emails)))
    if to.phones:
        conditions.append(("phone", Q(phone_e164__in=to.phones)))
    if (key := keys.name_key(to.name)) is not None:
        conditions.append(("name", Q(name_key=key)))
    found = sharing(user, conditions)
    return [Elsewhere(reverse("crm:lead", args=[lead.pk]), lead.name, why) for lead, why in found]


def lead_sides(user: User, ids: set[int]) -> dict[int, Side]:
    """Leads in use as the queue of likely duplicates shows them."""
    rows = Lead.objects.visible_to(user).filter(pk__in=ids, is_active=True).select_related("contact", "salesperson")
    found = {}
    for lead in rows:
        told = (lead.contact and lead.contact.name, lead.email, lead.phone, lead.salesperson and lead.salesperson.name)
        facts = [str(text) for text in told if text]
        found[lead.pk] = Side(lead.pk, reverse("crm:lead", args=[lead.pk]), lead.name, facts)
    return found


def opportunities_of_contact(request: HttpRequest, contact: Contact) -> dict[str, Any]:
    """The opportunities of a customer that the user sees, the open ones first; those of a company's people too."""
    user: Any = request.user
    own = [contact.pk, *contact.people.values_list("pk", flat=True)] if contact.is_company else [contact.pk]
    rows = Lead.objects.visible_to(user).filter(contact__in=own, type=LeadType.OPPORTUNITY, is_active=True)
    found = list(rows.select_related("stage").order_by("-is_open", "-pk")[: SHOWN + 1])
    return {
        "lines": [_line(lead) for lead in found[:SHOWN]],
        "has_more": len(found) > SHOWN,
        "all_url": f"{reverse('crm:board')}?{urlencode({'view': 'table', 'filter': '', 'q': contact.name})}",
        "new_url": f"{reverse('crm:lead-new')}?{urlencode({'contact': contact.pk})}",
    }


def _line(lead: Lead) -> Line:
    is_closed = lead.status != Status.OPEN
    return Line(
        url=reverse("crm:lead", args=[lead.pk]),
        name=lead.name,
        state=str(Status(lead.status).label) if is_closed else str(lead.stage),
        money=formatting.money(lead.expected_revenue, lead.currency_id or "") if lead.expected_revenue else "",
        is_won=lead.status == Status.WON,
        is_lost=lead.status == Status.LOST,
    )


@dataclass(frozen=True)
class Waiting:
    """An opportunity that waits for somebody."""

    pk: int
    url: str
    name: str
    detail: str


def to_take(request: HttpRequest, _seen_at: Any) -> dict[str, Any] | None:
    """On one's day: the newest opportunities and leads that nobody has taken yet."""
    user: Any = request.user
    rows = Lead.objects.untaken_for(user).filter(status=Status.OPEN, is_active=True)
    found = [_waiting(lead) for lead in rows.select_related("contact").order_by("-pk")[:WAITING]]
    return {"lines": found} if found else None


def stale(request: HttpRequest, _seen_at: Any) -> dict[str, Any] | None:
    """On one's day: own opportunities without a next step that have not moved for two weeks, the oldest first."""
    user: Any = request.user
    before = clock.now() - STALE_AFTER
    planned = Activity.objects.open().filter(record=OuterRef("pk"))
    rows = Lead.objects.filter(owner_key=user.pk, is_open=True, stage_changed_at__lt=before)
    rows = rows.filter(~Exists(planned)).select_related("contact").order_by("stage_changed_at", "pk")
    found = [_waiting(lead) for lead in rows[:WAITING]]
    return {"lines": found} if found else None


def stages_of_team(request: HttpRequest, team: Team) -> dict[str, Any]:
    """On a team's page: the stages that its deals go through, those of all teams and its own."""
    return {
        "stages": Stage.objects.filter(Q(team=None) | Q(team=team.pk)),
        "may_configure": policies.may_configure(signed_in(request)),
    }


def _waiting(lead: Lead) -> Waiting:
    who = lead.contact.name if lead.contact else lead.company_name or lead.contact_name or lead.email
    still = formatting.duration(clock.now() - lead.stage_changed_at)
    parts = (who, _("not moved for %(time)s") % {"time": still} if lead.salesperson_id else "")
    return Waiting(lead.pk, reverse("crm:lead", args=[lead.pk]), lead.name, " · ".join(part for part in parts if part))
