"""The totals equal what counting the leads gives, whatever wrote them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction

from filon.accounts.testing import a_user
from filon.core import clock
from filon.crm.choices import LeadType
from filon.crm.models import Lead, LeadDelta, LeadTotal
from filon.crm.services import totalling
from filon.crm.services.assigning import assign_leads
from filon.crm.services.losing import lose_leads
from filon.crm.services.moving import move_lead
from filon.crm.services.recently_won import SECONDS_A_DAY, WON_DAYS
from filon.crm.services.restoring import restore_leads
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead, the_stage

pytestmark = pytest.mark.django_db


def _figures() -> set[tuple[int, int]]:
    assert totalling.drift() == {}
    return set(totalling.kept().values())


def test_a_new_opportunity_is_counted_with_its_cents():
    a_lead(expected_revenue=Decimal("1234.56"))
    assert _figures() == {(1, 123456)}


def test_a_move_takes_from_one_stage_and_gives_to_the_other():
    lead = a_lead(expected_revenue=Decimal("100"))
    move_lead(actor=None, lead=lead, stage=the_stage("Qualified"))
    assert totalling.drift() == {}
    assert set(totalling.kept()) == {("open", 0, the_stage("Qualified").pk, 0, 0)}


def _states() -> set[tuple[str, int]]:
    assert totalling.drift() == {}
    return {(key[0], key[1]) for key in totalling.kept()}


def test_won_lost_archived_and_unqualified_ones_are_counted_apart():
    won, lost, archived = a_lead(), a_lead(), a_lead()
    win_lead(actor=None, lead=won)
    lose_leads(actor=None, leads=[lost])
    Lead.objects.filter(pk=archived.pk).update(is_active=False)
    a_lead(type=LeadType.LEAD)
    today = int(clock.now().timestamp()) // SECONDS_A_DAY
    assert _states() == {("won", today), ("lost", 0), ("archived", 0), ("lead", 0)}
    restore_leads(actor=None, leads=[lost])
    assert _states() == {("won", today), ("open", 0), ("archived", 0), ("lead", 0)}


def test_a_deal_is_counted_on_the_day_it_was_won():
    lead = a_lead()
    win_lead(actor=None, lead=lead)
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    day = int(midnight.timestamp()) // SECONDS_A_DAY
    Lead.objects.filter(pk=lead.pk).update(closed_at=midnight - timedelta(microseconds=1))
    assert _states() == {("won", day - 1)}
    Lead.objects.filter(pk=lead.pk).update(closed_at=midnight)
    assert _states() == {("won", day)}


def test_what_was_won_long_ago_has_no_day_of_its_own():
    won = [a_lead(expected_revenue=Decimal(10)) for _each in range(3)]
    for lead in won:
        win_lead(actor=None, lead=lead)
    totalling.fold()
    with clock.stopped_at(clock.now() + timedelta(days=WON_DAYS + 1)):
        assert _states() == {("won", 0)}
        win_lead(actor=None, lead=a_lead(expected_revenue=Decimal(1)))
        totalling.fold()
        assert LeadTotal.objects.filter(day=0).get().cents == 3000
        assert _figures() == {(3, 3000), (1, 100)}


def test_bulk_updates_and_hand_written_sql_are_counted():
    leads = [a_lead(f"Ofertă {number}", expected_revenue=Decimal(10)) for number in range(5)]
    mihai = a_user(name="Mihai")
    assign_leads(actor=None, leads=leads[:3], salesperson=mihai)
    assert _figures() == {(3, 3000), (2, 2000)}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE crm_lead SET expected_revenue_base = 11 WHERE salesperson_id = %s", [mihai.pk])
    assert _figures() == {(3, 3300), (2, 2000)}


def test_what_is_rolled_back_leaves_no_trace():
    lead = a_lead(expected_revenue=Decimal(10))
    mark = transaction.savepoint()
    move_lead(actor=None, lead=lead, stage=the_stage("Proposition"))
    transaction.savepoint_rollback(mark)
    assert totalling.drift() == {}
    assert set(totalling.kept()) == {("open", 0, the_stage("New").pk, 0, 0)}


def test_a_deleted_opportunity_is_taken_away():
    lead = a_lead(expected_revenue=Decimal(10))
    lead.record.delete()
    assert _figures() == set()


def test_an_edit_that_changes_no_figure_adds_no_delta():
    lead = a_lead()
    LeadDelta.objects.all().delete()
    Lead.objects.filter(pk=lead.pk).update(notes="<p>Sună după 15.</p>")
    assert LeadDelta.objects.count() == 0


def test_folding_keeps_the_sums_and_empties_the_deltas():
    for number in range(4):
        lead = a_lead(expected_revenue=Decimal(number))
        move_lead(actor=None, lead=lead, stage=the_stage("Qualified"))
    assert totalling.fold() > 0
    assert LeadDelta.objects.count() == 0
    assert _figures() == {(4, 600)}
    assert LeadTotal.objects.count() == 1


def test_a_drift_is_seen_and_repaired():
    a_lead(expected_revenue=Decimal(10))
    totalling.fold()
    LeadTotal.objects.update(cents=7)
    assert list(totalling.drift().values()) == [((1, 7), (1, 1000))]
    totalling.rebuild()
    assert totalling.drift() == {}


def test_lost_triggers_come_back():
    totalling.drop_triggers()
    a_lead()
    totalling.ensure()
    a_lead()
    assert _figures() == {(2, 0)}
