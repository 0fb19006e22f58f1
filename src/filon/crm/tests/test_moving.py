"""Moving cards through stages and between each other."""

from decimal import Decimal

import pytest

from filon.accounts.testing import a_user
from filon.chatter.models import Follower
from filon.core.exceptions import DomainError, NotAllowed
from filon.crm.choices import Priority, Status
from filon.crm.models import Lead
from filon.crm.services.moving import move_lead
from filon.crm.services.updating import update_lead
from filon.crm.testing import a_lead, a_stage, the_stage

pytestmark = pytest.mark.django_db


def _order(stage=None) -> list[str]:
    leads = Lead.objects.open().filter(stage=stage or the_stage("New")).order_by("-priority", "-rank", "-pk")
    return [lead.name for lead in leads]


def _now(lead: Lead) -> Lead:
    return Lead.objects.get(pk=lead.pk)


def test_the_probability_follows_the_stage():
    lead = move_lead(actor=None, lead=a_lead(), stage=the_stage("Proposition"))
    assert lead.probability == 60


def test_a_typed_probability_stays():
    lead = move_lead(actor=None, lead=a_lead(probability=Decimal(35)), stage=the_stage("Proposition"))
    assert lead.probability == 35


def test_a_won_stage_wins_and_leaving_it_opens_again():
    lead = move_lead(actor=None, lead=a_lead(), stage=the_stage("Won"))
    assert (lead.status, lead.probability) == (Status.WON, 100)
    lead = move_lead(actor=None, lead=lead, stage=the_stage("Qualified"))
    assert (lead.status, lead.closed_at, lead.probability) == (Status.OPEN, None, 30)


def test_from_one_won_stage_to_another_the_day_of_winning_stays():
    lead = move_lead(actor=None, lead=a_lead(), stage=the_stage("Won"))
    again = move_lead(actor=None, lead=lead, stage=a_stage("Facturat", is_won=True, sequence=80))
    assert again.closed_at == lead.closed_at


def test_the_same_stage_is_not_entered_anew():
    lead = a_lead()
    assert move_lead(actor=None, lead=lead, stage=lead.stage).stage_changed_at == lead.stage_changed_at


def test_a_stage_names_the_fields_that_it_needs():
    gated = a_stage(required_fields=["expected_revenue", "expected_closing"])
    lead = a_lead(expected_revenue=Decimal(5))
    with pytest.raises(DomainError) as caught:
        move_lead(actor=None, lead=lead, stage=gated)
    assert caught.value.errors == {"expected_closing": "„Negociere” cere acest câmp."}
    assert _now(lead).stage == the_stage("New")


def test_the_fields_and_the_stage_can_come_together():
    gated = a_stage(required_fields=["expected_revenue"])
    assert update_lead(actor=None, lead=a_lead(), expected_revenue=Decimal(9), stage=gated).stage == gated


def test_a_card_lands_between_two_others_and_only_it_is_written():
    low, middle, high = a_lead("jos"), a_lead("mijloc"), a_lead("sus")
    stranger = a_lead("străin", stage=the_stage("Qualified"))
    move_lead(actor=None, lead=stranger, stage=the_stage("New"), above=middle, below=low)
    assert _order() == ["sus", "mijloc", "străin", "jos"]
    assert [_now(each).rank for each in (low, middle, high)] == [low.rank, middle.rank, high.rank]


def test_a_card_lands_on_top_and_at_the_bottom():
    low, high = a_lead("jos"), a_lead("sus")
    other = a_lead("altul", stage=the_stage("Qualified"))
    move_lead(actor=None, lead=low, stage=the_stage("New"), below=high)
    assert _order() == ["jos", "sus"]
    move_lead(actor=None, lead=other, stage=the_stage("New"), above=_now(high))
    assert _order() == ["jos", "sus", "altul"]


def test_cards_keep_to_their_priority():
    a_lead("fără stele")
    starred = a_lead("cu stele", priority=Priority.HIGH)
    low = a_lead("nou")
    move_lead(actor=None, lead=starred, stage=the_stage("New"), above=low)
    assert _order()[0] == "cu stele"


def test_there_is_room_between_two_cards_however_often_one_drops_there():
    bottom, top = a_lead("jos"), a_lead("sus")
    for number in range(15):
        card = a_lead(f"nr. {number}", stage=the_stage("Qualified"))
        move_lead(actor=None, lead=card, stage=the_stage("New"), above=_now(top), below=_now(bottom))
        top = _now(card)
    assert _order() == ["sus", *(f"nr. {number}" for number in range(15)), "jos"]


def test_what_one_does_not_see_one_does_not_move():
    lead = a_lead(salesperson=a_user(name="Ioana"))
    with pytest.raises(NotAllowed):
        move_lead(actor=a_user(), lead=lead, stage=the_stage("Qualified"))


def test_a_change_of_stage_in_the_form_tells_followers_as_the_bar_does():
    lead, follower = a_lead(), a_user(role="all")
    Follower.objects.create(record_id=lead.pk, user=follower, hears=["stages", "closed"])
    update_lead(actor=a_user(role="all"), lead=lead, stage=the_stage("Qualified"), city="Cluj")
    update_lead(actor=a_user(role="all"), lead=lead, city="Sibiu")
    update_lead(actor=a_user(role="all"), lead=lead, stage=the_stage("Won"))
    assert [notice.reason for notice in follower.notifications.order_by("pk")] == ["stage", "won"]
