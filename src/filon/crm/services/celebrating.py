"""Saying so when a deal that was just won beats a record; once, and quietly."""

from datetime import UTC, datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from filon.core import clock
from filon.crm.models import Lead


def beaten_record(lead: Lead) -> str:
    """The sentence about the first record that `lead`, just won, beats or equals; "" for none.

    Records are of its salesperson and its team, among what they won in this calendar year: the first deal of the
    salesperson, the largest of the team in 30 days and in 7, the largest of the salesperson in 30 days and in 7.
    """
    if lead.salesperson_id is None or lead.team_id is None or not lead.is_active:
        return ""
    now = clock.now()
    his, theirs = Q(salesperson=lead.salesperson_id), Q(team=lead.team_id)
    month, week = (Q(closed_at__gte=now - timedelta(days=days)) for days in (30, 7))
    won = Lead.objects.filter(his | theirs, is_won=True, closed_at__gte=datetime(now.year, 1, 1, tzinfo=UTC))
    found = won.aggregate(
        count=Count("pk", filter=his),
        team_month=Max("expected_revenue_base", filter=theirs & month),
        team_week=Max("expected_revenue_base", filter=theirs & week),
        own_month=Max("expected_revenue_base", filter=his & month),
        own_week=Max("expected_revenue_base", filter=his & week),
    )
    if found["count"] == 1:
        return _("The first deal won this year.")
    sentences = {
        "team_month": _("The team's largest deal of the last 30 days."),
        "team_week": _("The team's largest deal of the last 7 days."),
        "own_month": _("The salesperson's largest deal of the last 30 days."),
        "own_week": _("The salesperson's largest deal of the last 7 days."),
    }
    revenue = lead.expected_revenue_base
    return next((text for name, text in sentences.items() if revenue and revenue == found[name]), "")
