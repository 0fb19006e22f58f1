"""Winning, losing, bringing back, handing over."""

import pytest
from django.db import connection

from filon.accounts.testing import a_user
from filon.contacts.testing import a_person
from filon.core.exceptions import NotAllowed
from filon.crm.choices import Status
from filon.crm.models import Audience, Lead
from filon.crm.services.archiving import archive_leads, delete_leads
from filon.crm.services.assigning import assign_leads
from filon.crm.services.losing import lose_leads
from filon.crm.services.restoring import restore_leads
from filon.crm.services.updating import update_lead
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead, a_reason, a_stage, the_stage
from filon.teams.models import Membership, Team

pytestmark = pytest.mark.django_db


def test_winning_takes_the_next_won_stage_and_not_a_later_one_of_the_team():
    team = Team.objects.create(name="Echipa")
    a_stage("Câștigat de echipă", is_won=True, sequence=90, team=team)
    assert win_lead(actor=None, lead=a_lead(team=team)).stage == the_stage("Won")


def test_winning_past_the_won_stage_takes_the_last_one_before():
    late = a_stage("După", sequence=99)
    assert win_lead(actor=None, lead=a_lead(stage=late)).stage == the_stage("Won")


def test_losing_keeps_the_stage_and_the_reason():
    reason = a_reason()
    lead = lose_leads(actor=None, leads=[a_lead(stage=the_stage("Proposition"))], reason=reason)[0]
    lead = Lead.objects.get(pk=lead.pk)
    assert (lead.status, lead.probability, lead.lost_reason) == (Status.LOST, 0, reason)
    assert lead.stage == the_stage("Proposition")
    assert lead.closed_at is not None


def test_reopening_clears_the_reason_and_takes_the_probability_of_the_stage():
    lead = lose_leads(actor=None, leads=[a_lead(stage=the_stage("Proposition"))], reason=a_reason())[0]
    restore_leads(actor=None, leads=[lead])
    lead = Lead.objects.get(pk=lead.pk)
    assert (lead.status, lead.closed_at, lead.lost_reason, lead.probability) == (Status.OPEN, None, None, 60)


def test_what_was_lost_in_a_won_stage_is_won_again():
    lead = win_lead(actor=None, lead=a_lead())
    lose_leads(actor=None, leads=[lead])
    restore_leads(actor=None, leads=[lead])
    assert Lead.objects.get(pk=lead.pk).status == Status.WON


def test_a_lost_deal_can_be_won_after_all():
    lead = lose_leads(actor=None, leads=[a_lead()], reason=a_reason())[0]
    lead = win_lead(actor=None, lead=lead)
    assert (lead.status, lead.lost_reason) == (Status.WON, None)


def test_archived_ones_are_neither_won_nor_lost_and_come_back():
    lead = a_lead()
    archive_leads(actor=None, leads=[lead])
    assert not Lead.objects.open().exists()
    assert Lead.objects.get(pk=lead.pk).status == Status.OPEN
    restore_leads(actor=None, leads=[lead])
    assert Lead.objects.open().count() == 1


def test_only_an_administrator_deletes():
    lead = a_lead()
    with pytest.raises(NotAllowed):
        delete_leads(actor=a_user(role="all"), leads=[lead])
    delete_leads(actor=a_user(role="administrator"), leads=[lead])
    assert not Lead.objects.exists()


def test_one_cannot_lose_what_is_somebody_elses():
    with pytest.raises(NotAllowed):
        lose_leads(actor=a_user(), leads=[a_lead(salesperson=a_user(name="Ioana"))])


def test_whoever_is_in_the_present_team_keeps_it_and_others_bring_theirs():
    here, there = Team.objects.create(name="Aici", sequence=1), Team.objects.create(name="Acolo", sequence=2)
    insider, outsider = a_user(name="Ana"), a_user(name="Ioana")
    Membership.objects.create(team=here, user=insider)
    Membership.objects.create(team=there, user=outsider)
    lead = a_lead(team=here)
    assert assign_leads(actor=None, leads=[lead], salesperson=insider)[0].team == here
    assert assign_leads(actor=None, leads=[lead], salesperson=outsider)[0].team == there


def test_what_is_handed_over_together_has_one_assignment_date():
    ana = a_user(name="Ana")
    already, other = a_lead(salesperson=ana), a_lead()
    assign_leads(actor=None, leads=[already, other], salesperson=ana)
    dates = set(Lead.objects.values_list("assigned_at", flat=True))
    assert len(dates) == 1
    assert None not in dates


def test_taking_the_salesperson_away_empties_the_assignment_date():
    lead = a_lead(salesperson=a_user())
    assert update_lead(actor=None, lead=lead, salesperson=None).assigned_at is None


def test_clearing_the_customer_keeps_what_came_from_him():
    lead = a_lead(contact=a_person(phone="0722 333 444"))
    lead = update_lead(actor=None, lead=lead, contact=None)
    assert lead.phone == "0722 333 444"


def test_notes_keep_their_formatting_and_lose_what_is_dangerous():
    lead = update_lead(actor=None, lead=a_lead(), notes='<p onclick="x()">Da <b>clar</b><script>1</script></p>')
    assert lead.notes == "<p>Da <b>clar</b></p>"
    assert update_lead(actor=None, lead=lead, notes="<p><br></p>").notes == ""


def test_the_row_rule_has_the_same_rows_in_both_shapes():
    lead_user, member, stranger = a_user(name="Lider"), a_user(name="Membru"), a_user(name="Străin")
    team, other = Team.objects.create(name="Echipa"), Team.objects.create(name="Alta")
    team.leaders.add(lead_user)
    Membership.objects.create(team=team, user=member)
    for owner in (None, lead_user, member, stranger):
        for place in (None, team, other):
            a_lead(salesperson=owner, team=place)
    for user, count in ((lead_user, 7), (member, 5), (stranger, 4), (a_user(role="all"), 12)):
        seen = set(Lead.objects.visible_to(user).values_list("pk", flat=True))
        assert len(seen) == count
        assert sorted(_by_branches(user)) == sorted(seen)


def _by_branches(user) -> list[int]:
    audience = Audience.of(user)
    rows = []
    with connection.cursor() as cursor:
        for branch in audience.branches():
            cursor.execute(f"SELECT id FROM crm_lead WHERE {branch.lead or '1 = 1'}")
            rows += [row[0] for row in cursor.fetchall()]
    return rows
