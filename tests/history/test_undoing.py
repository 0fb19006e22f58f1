"""Undo: exact, as a new change-set, and with what has happened since named and left alone."""

import pytest
from django.utils import translation

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.chatter.models import Notification
from filon.chatter.testing import a_note
from filon.contacts.models import Contact
from filon.contacts.services.editing import update_contact
from filon.contacts.testing import a_company, a_person
from filon.core import record_types as types
from filon.core.exceptions import Conflict
from filon.core.models import Record
from filon.crm.models import Campaign, Lead, LostReason
from filon.crm.testing import a_lead, a_stage
from filon.history import derived
from filon.history.models import Change, ChangeSet
from filon.history.services import recording
from filon.history.services.undoing import Undo, undo
from filon.mail.models import InboundMessage
from filon.mail.testing import an_arrival
from filon.organisation.models import NumberSeries, Tag

pytestmark = pytest.mark.django_db


def done(actor: User | None = None, kind: str = "web") -> "recording.Open":
    return recording.write(actor, kind)


def reasons(result: Undo) -> list[tuple[str, str]]:
    return [(skip.reason, skip.column) for skip in result.skips]


@pytest.fixture(autouse=True)
def english() -> object:
    with translation.override("en"):
        yield


def test_an_update_is_undone_and_done_again() -> None:
    contact = a_company(city="Arad")
    with done() as made:
        Contact.objects.filter(pk=contact.pk).update(city="Brad", name="Alt nume")
    first = undo(made.id, None)
    contact.refresh_from_db()
    assert (contact.city, contact.name) == ("Arad", "Codrul SRL")
    assert (first.undone, first.skips) == (1, [])
    change_set = ChangeSet.objects.get(pk=first.change_set)
    assert (change_set.kind, change_set.undoes_id) == ("undo", made.id)
    again = undo(first.change_set, None)
    contact.refresh_from_db()
    assert (contact.city, contact.name) == ("Brad", "Alt nume")
    assert ChangeSet.objects.get(pk=again.change_set).title.startswith("Done again")


def test_a_creation_is_undone_with_its_record_and_links() -> None:
    tag = Tag.objects.create(name={"ro": "Important"})
    with done() as made:
        contact = a_company()
        contact.tags.add(tag)
    first = undo(made.id, None)
    assert first.skips == []
    assert not Contact.objects.exists()
    assert not Record.objects.filter(pk=contact.pk).exists()
    undo(first.change_set, None)
    assert list(Contact.objects.get(pk=contact.pk).tags.all()) == [tag]
    assert Contact.objects.get(pk=contact.pk).name == "Codrul SRL"


def test_a_deletion_brings_back_all_that_hung_on_the_record() -> None:
    contact = a_company(city="Arad")
    contact.tags.create(name={"ro": "Important"})
    person = a_person("Filiala", company=contact)
    with done() as made:
        person.record.delete()
        contact.record.delete()
    assert not Contact.objects.exists()
    first = undo(made.id, None)
    assert first.skips == []
    assert Contact.objects.get(pk=contact.pk).tags.count() == 1
    assert Contact.objects.get(pk=person.pk).company_id == contact.pk
    undo(first.change_set, None)
    assert not Contact.objects.exists()


def test_a_field_changed_since_is_named_and_left_alone() -> None:
    ana = a_user(name="Ana")
    contact = a_company(city="Arad", website="https://a.ro")
    with done() as made:
        Contact.objects.filter(pk=contact.pk).update(city="Brad", website="https://b.ro")
    with done(ana) as later:
        Contact.objects.filter(pk=contact.pk).update(city="Cugir")
    result = undo(made.id, None)
    contact.refresh_from_db()
    assert (contact.city, contact.website) == ("Cugir", "https://a.ro")
    assert reasons(result) == [("changed", "city")]
    assert result.skips[0].by_change_set == later.id
    assert "City" in result.skips[0].sentence
    assert "Ana" in result.skips[0].sentence
    assert "Codrul SRL" in result.skips[0].sentence


def test_two_edits_are_undone_one_after_the_other_newest_first() -> None:
    contact = a_company(city="Arad")
    with done() as first:
        Contact.objects.filter(pk=contact.pk).update(city="Brad")
    with done() as second:
        Contact.objects.filter(pk=contact.pk).update(city="Cugir")
    assert undo(second.id, None).skips == []
    assert undo(first.id, None).skips == []
    contact.refresh_from_db()
    assert contact.city == "Arad"


def test_what_somebody_put_back_by_hand_is_no_conflict() -> None:
    contact = a_company(city="Arad")
    with done() as made:
        Contact.objects.filter(pk=contact.pk).update(city="Brad")
    Contact.objects.filter(pk=contact.pk).update(city="Arad")
    result = undo(made.id, None)
    assert (result.undone, result.skips, result.change_set) == (0, [], None)


def test_undoing_twice_undoes_once() -> None:
    contact = a_company(city="Arad")
    with done() as made:
        Contact.objects.filter(pk=contact.pk).update(city="Brad")
    undo(made.id, None)
    assert undo(made.id, None).undone == 0
    contact.refresh_from_db()
    assert contact.city == "Arad"


def test_a_row_deleted_since_is_named() -> None:
    campaign = Campaign.objects.create(name="Toamna")
    with done() as made:
        Campaign.objects.filter(pk=campaign.pk).update(name="Iarna")
    campaign.delete()
    assert reasons(undo(made.id, None)) == [("deleted", "")]


def test_a_row_edited_since_it_was_made_stays() -> None:
    with done() as made:
        contact = a_company()
    Contact.objects.filter(pk=contact.pk).update(city="Arad")
    assert reasons(undo(made.id, None)) == [("edited", "")]
    assert Contact.objects.filter(pk=contact.pk).exists()
    assert Record.objects.filter(pk=contact.pk).exists()


def test_a_row_in_use_since_stays_whole() -> None:
    with done() as made:
        stage = a_stage()
        contact = a_company()
        contact.tags.create(name={"ro": "Important"})
    lead = a_lead(stage=stage, contact=contact)
    result = undo(made.id, None)
    assert {reason for reason, _column in reasons(result)} == {"used"}
    lead.refresh_from_db()
    assert (lead.stage, lead.contact) == (stage, contact)
    assert contact.tags.count() == 1


def test_what_no_history_keeps_goes_along_or_stays_on_its_own() -> None:
    mihai = a_user(name="Mihai")
    arrival = an_arrival(b"From: ion@client.test\r\n\r\nBun")
    with done(kind="mail") as made:
        lead = a_lead()
        note = a_note(lead.pk, mihai)
        Notification.objects.create(user=mihai, record_id=lead.pk, message=note, reason="followed")
        InboundMessage.objects.filter(pk=arrival.pk).update(record=lead.pk)
    assert undo(made.id, None).skips == []
    assert not Record.objects.filter(pk=lead.pk).exists()
    assert not Notification.objects.exists()
    assert InboundMessage.objects.get(pk=arrival.pk).record_id is None


def test_a_note_written_since_keeps_the_record() -> None:
    with done() as made:
        lead = a_lead()
    a_note(lead.pk, an_administrator())
    assert reasons(undo(made.id, None)) == [("used", "")]
    assert Lead.objects.filter(pk=lead.pk).exists()


def test_a_stage_and_the_move_into_it_are_undone_together() -> None:
    lead = a_lead()
    before = lead.stage_id
    with done() as made:
        stage = a_stage()
        Lead.objects.filter(pk=lead.pk).update(stage=stage)
    assert undo(made.id, None).skips == []
    lead.refresh_from_db()
    assert lead.stage_id == before


def test_a_target_that_is_gone_is_named() -> None:
    first, second = a_company("A"), a_company("B")
    person = a_person("P", company=first)
    with done() as made:
        Contact.objects.filter(pk=person.pk).update(company=second, city="Arad")
    first.record.delete()
    result = undo(made.id, None)
    person.refresh_from_db()
    assert reasons(result) == [("target", "company_id")]
    assert (person.company_id, person.city) == (second.pk, "")


def test_a_row_whose_parent_is_gone_is_not_brought_back_and_nothing_dangles() -> None:
    parent = a_company("A")
    person = a_person("P", company=parent)
    person.tags.create(name={"ro": "Important"})
    with done() as made:
        person.record.delete()
    parent.record.delete()
    result = undo(made.id, None)
    assert reasons(result)[0] == ("target", "company_id")
    assert not Record.objects.filter(pk=person.pk).exists()


def test_a_unique_value_taken_since_is_named() -> None:
    series = NumberSeries.objects.create(key="autumn")
    with done() as made:
        NumberSeries.objects.filter(pk=series.pk).update(key="winter")
        LostReason.objects.create(name={"ro": "Preț"})
    NumberSeries.objects.create(key="autumn")
    result = undo(made.id, None)
    series.refresh_from_db()
    assert reasons(result) == [("taken", "")]
    assert series.key == "winter"
    assert not LostReason.objects.filter(name={"ro": "Preț"}).exists()


def test_what_depends_on_a_refused_row_is_left_out_too() -> None:
    with done():
        seller = a_user(name="Ana Demult", email="ana@filon.localhost")
        lead = a_lead(salesperson=seller)
    with done() as gone:
        lead.record.delete()
        seller.delete()
    a_user(name="Ana Nouă", email="ana@filon.localhost")
    result = undo(gone.id, None)
    assert {reason for reason, _column in reasons(result)} == {"taken", "target"}


def test_swapped_unique_names_are_swapped_back() -> None:
    first, second = NumberSeries.objects.create(key="A"), NumberSeries.objects.create(key="B")
    with done() as made:
        NumberSeries.objects.filter(pk=first.pk).update(key="tmp")
        NumberSeries.objects.filter(pk=second.pk).update(key="A")
        NumberSeries.objects.filter(pk=first.pk).update(key="B")
    assert undo(made.id, None).skips == []
    rows = NumberSeries.objects.filter(pk__in=[first.pk, second.pk])
    assert dict(rows.values_list("pk", "key")) == {first.pk: "A", second.pk: "B"}


def test_a_tag_put_back_by_hand_is_no_conflict() -> None:
    contact = a_company()
    tag = contact.tags.create(name={"ro": "Important"})
    with done() as made:
        contact.tags.remove(tag)
    contact.tags.add(tag)
    assert undo(made.id, None).skips == []
    assert contact.tags.count() == 1


def test_a_rehearsal_says_the_same_and_changes_nothing() -> None:
    contact = a_company(city="Arad", website="https://a.ro")
    with done() as made:
        Contact.objects.filter(pk=contact.pk).update(city="Brad", website="https://b.ro")
    Contact.objects.filter(pk=contact.pk).update(city="Cugir")
    before = ChangeSet.objects.count(), Change.objects.count()
    rehearsal = undo(made.id, None, dry_run=True)
    assert (ChangeSet.objects.count(), Change.objects.count()) == before
    assert rehearsal.change_set is None
    result = undo(made.id, None)
    assert (rehearsal.undone, rehearsal.skips) == (result.undone, result.skips)


def test_derived_columns_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(derived, "_recomputing", {Contact: [seen.extend]})
    contact = a_company(city="Arad")
    with done() as made:
        Contact.objects.filter(pk=contact.pk).update(city="Brad")
    undo(made.id, None)
    assert seen == [contact.pk]


def test_a_contact_undone_is_found_by_its_old_name_and_so_are_its_leads() -> None:
    contact = a_company("Codrul SRL")
    lead = a_lead(contact=contact)
    with done() as made:
        update_contact(actor=None, contact=contact, name="Stejarul SRL")
    lead.refresh_from_db()
    assert "stejarul" in lead.search_text
    undo(made.id, None)
    lead.refresh_from_db()
    contact.refresh_from_db()
    assert "codrul" in contact.search_text
    assert "codrul" in lead.search_text
    assert contact.sort_key.startswith("codrul")


def test_what_a_room_calls_final_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derived, "_objecting", {Contact: [lambda ids: dict.fromkeys(ids, "It was sent.")]})
    contact = a_company(city="Arad")
    with done() as made:
        Contact.objects.filter(pk=contact.pk).update(city="Brad")
    assert [(skip.reason, skip.sentence) for skip in undo(made.id, None).skips] == [("final", "It was sent.")]


def test_an_erasure_cannot_be_undone() -> None:
    with done(kind="erase") as made:
        a_company()
    with pytest.raises(Conflict):
        undo(made.id, None)


def register_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = types.RecordType(
        kind="lead",
        label="Opportunity",
        icon="x",
        model=Lead,
        visible_to=lambda user: Lead.objects.filter(salesperson=user),
        title=str,
        url=lambda pk: f"/{pk}/",
        may_change=lambda user, row: row.salesperson_id == user.pk,
    )
    monkeypatch.setitem(types.record_types._items, "lead", kind)


def test_rights_are_those_of_each_record(monkeypatch: pytest.MonkeyPatch) -> None:
    register_leads(monkeypatch)
    mihai, ioana = a_user(name="Mihai"), a_user(name="Ioana")
    mine, hers = a_lead("mine", salesperson=mihai), a_lead("hers", salesperson=ioana)
    with done(an_administrator()) as made:
        Lead.objects.update(city="Brad")
    result = undo(made.id, mihai)
    assert [(skip.reason, skip.row) for skip in result.skips] == [("rights", hers.pk)]
    mine.refresh_from_db()
    hers.refresh_from_db()
    assert (mine.city, hers.city) == ("", "Brad")


def test_who_gave_a_record_away_may_take_it_back_until_somebody_touched_it(monkeypatch: pytest.MonkeyPatch) -> None:
    register_leads(monkeypatch)
    mihai, ioana = a_user(name="Mihai"), a_user(name="Ioana")
    lead = a_lead(salesperson=mihai)
    with done(mihai) as made:
        Lead.objects.filter(pk=lead.pk).update(salesperson=ioana)
    with done(ioana) as touched:
        Lead.objects.filter(pk=lead.pk).update(city="Brad")
    assert reasons(undo(made.id, mihai)) == [("rights", "")]
    assert undo(touched.id, ioana).skips == []
    with done(ioana) as again:
        Lead.objects.filter(pk=lead.pk).update(salesperson=mihai)
    assert undo(again.id, ioana).skips == []
    lead.refresh_from_db()
    assert lead.salesperson == ioana


def test_configuration_is_undone_by_who_changed_it_and_by_administrators() -> None:
    mihai, ioana = a_user(name="Mihai"), a_user(name="Ioana")
    campaign = Campaign.objects.create(name="Toamna")
    with done(mihai) as made:
        Campaign.objects.filter(pk=campaign.pk).update(name="Iarna")
    assert reasons(undo(made.id, ioana)) == [("rights", "")]
    first = undo(made.id, mihai)
    assert first.skips == []
    assert undo(first.change_set, an_administrator()).skips == []


def test_the_undo_is_the_actors_own() -> None:
    mihai = a_user(name="Mihai")
    with done(mihai) as made:
        Campaign.objects.create(name="Toamna")
    result = undo(made.id, mihai)
    assert ChangeSet.objects.get(pk=result.change_set).actor == mihai.pk


def test_inside_a_request_the_requests_change_set_becomes_the_undo() -> None:
    with done() as made:
        Campaign.objects.create(name="Toamna")
    with done() as request:
        result = undo(made.id, None)
    assert result.change_set == request.id
    assert ChangeSet.objects.get(pk=request.id).kind == "undo"
