"""What teams should invoice in a month, and how far they have come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from filon.core import clock
from filon.core.house import house
from filon.teams.hooks import team_figures
from filon.teams.models import Target, Team

INVOICED = "invoiced"
MONTHS = 6


@dataclass(frozen=True)
class Month:
    """A month of a team: what it should invoice (None: nothing was said) and has invoiced (None: nobody counts)."""

    first: date
    target: Decimal | None
    invoiced: Decimal | None

    @property
    def has_bar(self) -> bool:
        """Whether there is something to measure, and something to measure it against."""
        return bool(self.target) and self.invoiced is not None

    @property
    def percent(self) -> int:
        """How much of the target is reached, in whole percent; above 100 when it is passed."""
        return int(max(self.invoiced or Decimal(0), Decimal(0)) * 100 / self.target) if self.target else 0


def today() -> date:
    """The day in the organisation's zone, which decides to which month an invoice counts."""
    return clock.today(house().time_zone)


def note_target(team: Team) -> None:
    """Keep the team's target from this month on. Months that have passed keep theirs."""
    month = today().replace(day=1)
    last = team.targets.filter(month__lte=month).first()
    if last is None and team.invoicing_target is None:
        return
    if last is None or last.amount != team.invoicing_target:
        Target.objects.update_or_create(team=team, month=month, defaults={"amount": team.invoicing_target})


def this_month(teams: Iterable[Team]) -> dict[int, Month]:
    """The present month of each team, by id: two queries at most."""
    teams, day = list(teams), today()
    first = day.replace(day=1)
    invoiced = _invoiced([team.pk for team in teams], first, day)
    return {
        team.pk: Month(first, team.invoicing_target, None if invoiced is None else invoiced.get(team.pk, Decimal(0)))
        for team in teams
    }


def months(team: Team) -> list[Month]:
    """The present month of the team and those before it for which something was expected, the newest first."""
    kept, day, found = list(team.targets.all()), today(), []
    first = day.replace(day=1)
    for _number in range(MONTHS):
        target = next((row for row in kept if row.month <= first), None)
        if target is None:
            break
        invoiced = _invoiced([team.pk], first, day)
        found.append(Month(first, target.amount, None if invoiced is None else invoiced.get(team.pk, Decimal(0))))
        day = first - timedelta(days=1)
        first = day.replace(day=1)
    return found


def _invoiced(ids: list[int], first: date, last: date) -> dict[int, Decimal] | None:
    figure = team_figures.get(INVOICED)
    return None if figure is None else dict(figure(ids, first, last))
