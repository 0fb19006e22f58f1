"""Leads that are about one deal become one, by the rules of trust, and undo takes it all back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from filon.accounts.testing import a_user, an_administrator
from filon.chatter.models import Attachment, Follower, Message
from filon.chatter.services.posting import post_note
from filon.contacts.testing import a_person
from filon.core import clock
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.core.models import Record
from filon.crm.choices import LeadType, Status
from filon.crm.models import Lead
from filon.crm.services.losing import lose_leads
from filon.crm.services.merging import merge_leads, ranked
from filon.crm.testing import a_lead, a_reason, a_stage, the_stage
from filon.history.choices import Kind
from filon.history.services import recording
from filon.history.services.undoing import undo
from filon.organisation.testing import a_tag
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


def merged(*leads: Lead, **how: object) -> Lead:
    return merge_leads(actor=None, leads=[lead.pk for lead in leads], **how)  # type: ignore[arg-type]


def test_opportunities_come_before_leads_later_stages_before_earlier_and_the_oldest_first() -> None:
    lead = a_lead("pistă", type=LeadType.LEAD)
    early, early_too = a_lead("nouă"), a_lead("nouă și ea")
    late = a_lead("propunere", stage=the_stage("Proposition"))
    lost = lose_leads(actor=None, leads=[a_lead("pierdută")])[0]
    order = ranked(list(Lead.objects.select_related("stage").filter(pk__in=[lead.pk, early.pk, early_too.pk, late.pk])))
    assert order == [late, early, early_too, lead]
    assert ranked([lead, lost]) == [lost, lead]


def test_each_field_takes_the_first_value_there_is_and_amounts_are_not_added() -> None:
    contact = a_person("Elena")
    first = a_lead("A", stage=the_stage("Proposition"), company_name="Codrul SRL")
    other = a_lead("B", contact=contact, expected_revenue=Decimal(300), priority=2, city="Cluj", phone="0744 555 010")
    kept = merged(first, other)
    assert (kept.pk, kept.name, kept.contact, kept.company_name) == (first.pk, "A", contact, "Codrul SRL")
    assert (kept.expected_revenue, kept.priority, kept.phone) == (Decimal(300), 2, "0744 555 010")
    third = a_lead("C", expected_revenue=Decimal(500))
    assert merged(kept, third).expected_revenue == Decimal(300)


def test_a_lead_and_an_opportunity_make_an_opportunity() -> None:
    assert merged(a_lead(type=LeadType.LEAD), a_lead()).type == LeadType.OPPORTUNITY


def test_the_address_comes_whole_from_the_fullest() -> None:
    kept = merged(a_lead(city="Cluj"), a_lead(city="Alba Iulia", street="Str. Lungă 1"))
    assert (kept.city, kept.street) == ("Alba Iulia", "Str. Lungă 1")


def test_notes_are_joined_and_tags_united() -> None:
    kept = merged(a_lead(notes="unu", tags=[a_tag(name="vin")]), a_lead(notes="doi", tags=[a_tag(name="bere")]))
    assert kept.notes == "unu<br><br>doi"
    assert kept.tags.count() == 2


def test_a_lost_reason_counts_only_where_the_deal_that_stays_is_lost() -> None:
    reason = a_reason()
    lost = lose_leads(actor=None, leads=[a_lead("pierdută")], reason=reason)[0]
    assert merged(a_lead("deschisă", stage=the_stage("Proposition")), lost).lost_reason is None
    other = lose_leads(actor=None, leads=[a_lead("pierdută și ea")], reason=reason)[0]
    third = lose_leads(actor=None, leads=[a_lead("pierdută fără motiv")])[0]
    kept = merged(third, other)
    assert (kept.status, kept.lost_reason) == (Status.LOST, reason)


def test_a_typed_probability_stays_even_zero() -> None:
    first = a_lead("A", stage=the_stage("Proposition"), probability=Decimal(0))
    assert merged(first, a_lead("B")).probability == 0


def test_salesperson_and_team_that_are_said_win_and_the_stage_becomes_one_of_the_team() -> None:
    team, user = a_team(name="Vest"), a_user(name="Mihai")
    east = a_team(name="Est")
    foreign = a_stage(team=east)
    kept = merged(a_lead(stage=foreign, team=east), a_lead(), salesperson=user, team=team)
    assert (kept.salesperson, kept.team) == (user, team)
    assert kept.stage.team_id is None


def test_messages_and_files_come_along_and_say_where_from() -> None:
    user = an_administrator()
    first, other = a_lead("A"), a_lead("Cotnari")
    post_note(actor=user, record_id=other.pk, body="Au sunat")
    Attachment.objects.create(
        record_id=other.pk, name="oferta.pdf", media_type="application/pdf", size=1, digest="0" * 64
    )
    merged(first, other)
    assert Message.objects.get(body_text="Au sunat").record_id == first.pk
    assert Message.objects.get(body_text="Au sunat").subject == "Din Cotnari"
    assert Attachment.objects.get().name == "oferta (din Cotnari).pdf"


def test_only_who_wrote_on_it_lately_goes_on_following() -> None:
    idle, busy, old = a_user(name="Ana"), a_user(name="Mihai"), a_user(name="Ion")
    first, other = a_lead("A"), a_lead("B")
    for user in (idle, busy, old):
        Follower.objects.get_or_create(record_id=other.pk, user=user)
    post_note(actor=busy, record_id=other.pk, body="Am sunat")
    post_note(actor=old, record_id=other.pk, body="Demult")
    Message.objects.filter(body_text="Demult").update(created_at=clock.now() - timedelta(days=31))
    merged(first, other)
    assert set(Follower.objects.filter(record_id=first.pk).values_list("user__name", flat=True)) == {"Mihai"}


def test_a_note_says_what_the_others_were() -> None:
    user = an_administrator()
    first, other = a_lead("A", stage=the_stage("Proposition")), a_lead("Cotnari", expected_revenue=Decimal(300))
    merge_leads(actor=user, leads=[first.pk, other.pk])
    note = Message.objects.get(record_id=first.pk, author_user=user)
    assert "Cotnari" in note.body_text
    assert "300" in note.body_text


def test_more_than_five_are_merged() -> None:
    assert merged(*(a_lead(f"{number}") for number in range(7))).pk
    assert Lead.objects.count() == 1


def test_undo_puts_everything_back() -> None:
    first, other = a_lead("A", stage=the_stage("Proposition")), a_lead("B", tags=[a_tag()], city="Cluj")
    post_note(actor=an_administrator(), record_id=other.pk, body="Au sunat")
    tables = (Record, Lead, Lead.tags.through, Message, Follower)
    before = [list(model.objects.order_by("pk").values()) for model in tables]
    with recording.write(None, Kind.WEB) as opened:
        merged(first, other)
    result = undo(opened.id, None)
    assert result.skips == []
    assert [list(model.objects.order_by("pk").values()) for model in tables] == before


def test_a_lead_is_not_merged_with_itself() -> None:
    lead = a_lead()
    with pytest.raises(DomainError, match="ea însăși"):
        merged(lead, lead)


def test_a_lead_that_was_just_merged_elsewhere_is_refused() -> None:
    one, other, third = a_lead("A"), a_lead("B"), a_lead("C")
    merged(one, other)
    with pytest.raises(Conflict, match="îmbinată"):
        merged(other, third)


def test_merging_what_one_may_not_see_is_refused_with_the_names_one_sees() -> None:
    mihai, ana = a_user(name="Mihai"), a_user(name="Ana")
    own, foreign = a_lead("A lui Mihai", salesperson=mihai), a_lead("A Anei", salesperson=ana)
    with pytest.raises(NotAllowed) as refusal:
        merge_leads(actor=mihai, leads=[own.pk, foreign.pk])
    assert "A lui Mihai" in str(refusal.value)
    assert "A Anei" not in str(refusal.value)
