"""What a person's month looks like on his day, and what waits for whoever leads or administers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.activities.services.day import midnight
from filon.contacts.models import Duplicate
from filon.crm.models import Lead, LeadDelta, LeadTotal
from filon.crm.models.audience import Audience
from filon.jobs.choices import JobState
from filon.jobs.models import Job
from filon.mail.choices import OutboundState, Outcome
from filon.mail.models import InboundMessage, OutboundMessage
from filon.teams.models import Team
from filon.teams.services.targeting import Month, this_month

CENTS = Decimal(100)
SHOWN = 5


@dataclass(frozen=True)
class Figures:
    """What is in the pipeline; what of it should come this month, by probability; what the month has brought.

    One's own, with that of the teams one leads; all of it for who sees everything.
    """

    pipeline: Decimal
    forecast: Decimal
    won: Decimal


@dataclass(frozen=True)
class Waiting:
    """So many things of one kind, and where they are settled."""

    label: str
    count: int
    url: str


def figures(user: User) -> Figures:
    """The month of `user`, without a scan of what is not his or not of this month."""
    whose, first = _whose(user), user.today.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    cents = sum(
        model._default_manager.filter(whose, state="open").aggregate(sum=Sum("cents"))["sum"] or 0
        for model in (LeadTotal, LeadDelta)
    )
    mine = Lead.objects.visible_to(user).filter(whose)
    due = mine.open().filter(expected_closing__gte=first, expected_closing__lt=following)
    weighted = due.aggregate(sum=Sum(F("expected_revenue_base") * F("probability") / 100))["sum"]
    won = mine.filter(is_won=True, closed_at__gte=midnight(first, user.zone))
    sums = won.aggregate(sum=Sum("expected_revenue_base"))["sum"]
    return Figures(cents / CENTS, Decimal(weighted or 0), Decimal(sums or 0))


def targets(user: User) -> list[tuple[Team, Month]]:
    """The month of each team that `user` leads, or of all for who sees everything, where something is expected."""
    teams = Team.objects.active().filter(invoicing_target__gt=0)
    if not user.sees_all:
        led = Audience.of(user).led
        if not led:
            return []
        teams = teams.filter(pk__in=led)
    rows = list(teams[:SHOWN])
    found = this_month(rows) if rows else {}
    return [(team, found[team.pk]) for team in rows]


def waiting(user: User) -> list[Waiting]:
    """What leaders and administrators have to settle; nothing for others."""
    return [each for each in _waiting(user) if each.count]


def _waiting(user: User) -> Iterator[Waiting]:
    if user.sees_all or Audience.of(user).led:
        nobodys = Lead.objects.untaken_for(user).open().count()
        yield Waiting(_("Unassigned opportunities"), nobodys, reverse("crm:board") + "?filter=whose:nobody,status:open")
    if user.sees_all:
        pairs = Duplicate.objects.waiting().order_by().count()
        yield Waiting(_("Likely duplicates"), pairs, reverse("contacts:all-duplicates"))
    if user.is_administrator:
        failed = InboundMessage.objects.filter(outcome=Outcome.FAILED).count()
        yield Waiting(_("Messages that could not be taken in"), failed, reverse("mail:inbound-list"))
        unsent = OutboundMessage.objects.filter(state=OutboundState.FAILED).count()
        yield Waiting(_("Messages that could not be sent"), unsent, reverse("mail:outbound-list"))
        yield Waiting(_("Jobs given up"), Job.objects.filter(state=JobState.DEAD).count(), reverse("jobs:list"))


def _whose(user: User) -> Q:
    if user.sees_all:
        return Q()
    return Q(salesperson=user.pk) | Q(team__in=Audience.of(user).led)
