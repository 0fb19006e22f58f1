"""How the sales teams do: one card for each, in five statements however many teams and leads there are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, Sum

from filon.accounts.models import User
from filon.core.house import house
from filon.crm.models import Lead, LeadDelta, LeadQuerySet, LeadTotal
from filon.crm.models.audience import Audience
from filon.mail.models import Alias
from filon.teams.models import Team
from filon.teams.services.targeting import Month, this_month, today

WEEKS = 6
STEP, HEIGHT = 20, 40


@dataclass(frozen=True)
class Week:
    """How many opportunities a team got in the week that begins on `monday`, and its bar in a chart of 120 by 40."""

    monday: date
    count: int
    x: int
    height: int

    @property
    def y(self) -> int:
        """Where the bar begins, from above."""
        return HEIGHT - self.height


@dataclass(frozen=True)
class TeamCard:
    """What a leader looks at first: what is open, late, unowned, new this month, and how far the target is."""

    team: Team
    address: str
    count: int
    revenue: Decimal
    late: int
    unassigned: int
    new: int
    month: Month
    weeks: list[Week]


def teams_for(user: User) -> list[Team]:
    """The teams whose cards `user` sees: all, or those that he leads or sells in."""
    teams = Team.objects.visible_to(user).active()
    return list(teams if user.sees_all else teams.filter(Q(leaders=user) | Q(members=user)).distinct())


def team_cards(user: User) -> list[TeamCard]:
    """A card for each team of `user`, counting only what he may see."""
    teams, day = teams_for(user), today()
    ids = [team.pk for team in teams]
    open_, unassigned = _open(Audience.of(user), ids)
    rows = Lead.objects.visible_to(user).filter(team__in=ids)
    late = dict(
        rows.filter(is_open=True, expected_closing__lt=day).values_list("team").annotate(Count("pk")).order_by()
    )
    created = _created(rows, day)
    addresses = {alias.owner_id: alias.address for alias in Alias.objects.filter(owner__in=ids)}
    months = this_month(teams)
    return [
        TeamCard(
            team=team,
            address=addresses.get(team.pk, ""),
            count=open_[team.pk][0],
            revenue=Decimal(open_[team.pk][1]) / 100,
            late=late.get(team.pk, 0),
            unassigned=unassigned[team.pk],
            new=sum(1 for one in created[team.pk] if one >= day.replace(day=1)),
            month=months[team.pk],
            weeks=_weeks(created[team.pk], day),
        )
        for team in teams
    ]


def _open(audience: Audience, ids: list[int]) -> tuple[dict[int, tuple[int, int]], dict[int, int]]:
    """Count and cents of what is open, and how much of it is nobody's, by team: from the totals, not from the leads."""
    open_: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    unassigned: dict[int, int] = defaultdict(int)
    seen = Q() if audience.sees_all else Q(team__in=audience.led) | Q(salesperson__in=(audience.user, 0))
    for model in (LeadTotal, LeadDelta):
        kept = model._default_manager.filter(seen, team__in=ids).values_list("team", "salesperson")
        for team, salesperson, count, cents in kept.annotate(Sum("count"), Sum("cents")).order_by():
            open_[team] = (open_[team][0] + count, open_[team][1] + cents)
            if not salesperson:
                unassigned[team] += count
    return open_, unassigned


def _created(rows: LeadQuerySet, day: date) -> dict[int, list[date]]:
    """The days on which each team got what it got since the first of the weeks, or of this month if that is earlier."""
    zone = ZoneInfo(house().time_zone)
    since = min(_monday(day) - timedelta(weeks=WEEKS - 1), day.replace(day=1))
    moment = datetime.combine(since, time(), zone)
    found: dict[int, list[date]] = defaultdict(list)
    for team, at in rows.filter(created_at__gte=moment).values_list("team", "created_at"):
        found[team].append(at.astimezone(zone).date())
    return found


def _weeks(days: list[date], day: date) -> list[Week]:
    mondays = [_monday(day) - timedelta(weeks=number) for number in reversed(range(WEEKS))]
    counts = [sum(1 for one in days if _monday(one) == monday) for monday in mondays]
    most = max(counts) or 1
    return [
        Week(monday, count, place * STEP + 2, max(count * HEIGHT // most, 1))
        for place, (monday, count) in enumerate(zip(mondays, counts, strict=True))
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
