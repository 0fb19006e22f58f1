"""Saying so when a deal that was just won beats a record; once, and quietly."""

from datetime import UTC, datetime, timedelta

from django.db.models import Exists
from django.utils.translation import gettext as _

from filon.core import clock
from filon.crm.models import Lead, LeadQuerySet


def beaten_record(lead: Lead) -> str:
    """The sentence about the first record that `lead`, just won, beats or equals; "" for none.

    Records are of its salesperson and its team, among what they won in this calendar year: the first deal of the
    salesperson, the largest of the team in 30 days and in 7, the largest of the salesperson in 30 days and in 7.
    """
    if lead.salesperson_id is None or lead.team_id is None or not lead.is_active:
        return ""
    now, revenue = clock.now(), lead.expected_revenue_base
    won = Lead.objects.filter(is_won=True).exclude(pk=lead.pk).order_by()
    # An owner's key is his id: the indexes of what is won are by it and by team, so that a year is not read for a win.
    his, theirs = won.filter(owner_key=lead.salesperson_id), won.filter(team=lead.team_id)

    def larger(rows: LeadQuerySet, days: int) -> Exists:
        return Exists(rows.filter(closed_at__gte=now - timedelta(days=days), expected_revenue_base__gt=revenue))

    found = Lead.objects.filter(pk=lead.pk).values_list(
        Exists(his.filter(closed_at__gte=datetime(now.year, 1, 1, tzinfo=UTC))),
        larger(theirs, 30),
        larger(theirs, 7),
        larger(his, 30),
        larger(his, 7),
    )
    has_won_before, *beaten = found.get()
    if not has_won_before:
        return _("The first deal won this year.")
    sentences = (
        _("The team's largest deal of the last 30 days."),
        _("The team's largest deal of the last 7 days."),
        _("The salesperson's largest deal of the last 30 days."),
        _("The salesperson's largest deal of the last 7 days."),
    )
    return next((text for text, is_beaten in zip(sentences, beaten, strict=True) if revenue and not is_beaten), "")
