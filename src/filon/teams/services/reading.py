"""Questions about teams."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from filon.core import clock
from filon.mail.choices import Outcome
from filon.mail.models import InboundRoute
from filon.teams.models import Team

SPAN = timedelta(days=7)


@dataclass(frozen=True)
class MailFigures:
    """What came of the messages to a team's address in the last seven days, and when the last one ever arrived."""

    last_at: datetime | None
    received: int
    refused: int
    failed: int


def mail_figures(team: Team) -> MailFigures:
    """How the team's address does; two queries."""
    routes = InboundRoute.objects.filter(alias__owner=team.pk)
    last_at = routes.aggregate(last_at=Max("inbound__received_at"))["last_at"]
    recent = routes.filter(inbound__received_at__gte=clock.now() - SPAN)
    counts = dict(recent.order_by().values_list("outcome").annotate(count=Count("pk")))
    return MailFigures(last_at, sum(counts.values()), counts.get(Outcome.REFUSED, 0), counts.get(Outcome.FAILED, 0))
