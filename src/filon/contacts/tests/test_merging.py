"""Contacts that are one become one, with all that hangs on them, and undo takes it all back."""

import pytest
from django.db import connection

from filon.accounts.testing import a_user
from filon.contacts.models import Contact, Duplicate
from filon.contacts.services.editing import archive_contact
from filon.contacts.services.merging import merge_contacts
from filon.contacts.testing import a_company, a_person
from filon.core.exceptions import Conflict, DomainError
from filon.core.models import Record
from filon.history.choices import Kind
from filon.history.services import recording
from filon.history.services.undoing import undo
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db


def merged(*contacts: Contact, kept: Contact | None = None, **choices: Contact) -> tuple[Contact, int]:
    """The one that stays, and the change-set."""
    with recording.write(None, Kind.WEB) as opened:
        contact = merge_contacts(
            actor=None,
            contacts=[each.pk for each in contacts],
            kept=kept.pk if kept else None,
            choices={name: each.pk for name, each in choices.items()},
        )
    return contact, opened.id


def image() -> dict[str, list[tuple[object, ...]]]:
    """All rows of contacts and their records."""
    tables = ("core_record", "contacts_contact", "contacts_contact_tags", "contacts_contactpoint", "contacts_duplicate")
    rows = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            rows[table] = cursor.fetchall()
    return rows


def test_each_field_takes_the_first_value_there_is() -> None:
    older = a_person("Elena Țăranu", phone="0744 555 010")
    newer = a_person("Elena Taranu", email="e@x.example", job_position="Director", phone="0744 555 011")
    contact, _set = merged(older, newer)
    assert (contact.pk, contact.name, contact.email) == (older.pk, "Elena Țăranu", "e@x.example")
    assert (contact.phone, contact.job_position) == ("0744 555 010", "Director")
    assert [point.value for point in contact.points.all()] == ["0744 555 011"]


def test_a_choice_wins_over_the_order() -> None:
    older, newer = a_person("E. Țăranu"), a_person("Elena Țăranu")
    assert merged(older, newer, name=newer)[0].name == "Elena Țăranu"


def test_the_address_comes_whole_from_the_fullest() -> None:
    older = a_person("A", city="Cluj", street2="et. 2")
    newer = a_person("A", city="Alba Iulia", street="Str. Lungă 1", postcode="510001")
    contact, _set = merged(older, newer)
    assert (contact.city, contact.street, contact.street2) == ("Alba Iulia", "Str. Lungă 1", "")


def test_notes_are_joined_and_tags_united() -> None:
    older = a_person("A", notes="unu", tags=[a_tag(name="vin")])
    newer = a_person("A", notes="doi", tags=[a_tag(name="bere")])
    contact, _set = merged(older, newer)
    assert contact.notes == "unu\n\ndoi"
    assert contact.tags.count() == 2


def test_who_is_in_use_is_kept_before_who_is_archived() -> None:
    archived, active = a_person("A"), a_person("A")
    archive_contact(actor=None, contact=archived)
    assert merged(archived, active)[0] == active


def test_people_follow_and_a_company_does_not_come_to_belong_to_itself() -> None:
    one, other = a_company("Codrul SRL"), a_company("Codrul S.R.L.")
    Contact.objects.filter(pk=one.pk).update(company=other)
    person = a_person("Ion", company=other)
    contact, _set = merged(one, other)
    person.refresh_from_db()
    assert person.company == contact == one
    assert contact.company is None


def test_the_record_that_went_says_where(client: object) -> None:
    older, newer = a_person("A"), a_person("B")
    contact, _set = merged(older, newer)
    assert Record.objects.get(pk=newer.pk).merged_into_id == contact.pk
    third = a_person("C")
    merged(third, contact, kept=third)
    assert Record.objects.get(pk=newer.pk).merged_into_id == third.pk


def test_undo_puts_everything_back() -> None:
    one, other = (
        a_company("Codrul SRL", tags=[a_tag(name="vin")]),
        a_company("Codrul S.R.L.", other_emails=["x@y.example"]),
    )
    a_person("Ion", company=other)
    Duplicate.objects.create(kind="contact", first_id=one.pk, second_id=other.pk, reasons="name")
    before = image()
    _contact, change_set = merged(one, other)
    assert image() != before
    result = undo(change_set, None)
    assert result.skips == []
    for table, rows in image().items():
        assert rows == before[table], table


def test_undoing_the_undo_merges_again() -> None:
    one, other = a_person("A"), a_person("A")
    _contact, change_set = merged(one, other)
    after = image()
    first = undo(change_set, None)
    assert first.change_set
    undo(first.change_set, None)
    assert image() == after


def test_a_contact_is_not_merged_with_itself() -> None:
    contact = a_person()
    with pytest.raises(DomainError, match="ea însăși"):
        merged(contact, contact)


def test_a_contact_that_was_just_merged_elsewhere_is_refused() -> None:
    one, other, third = a_person("A"), a_person("A"), a_person("A")
    merged(one, other)
    with pytest.raises(Conflict, match="îmbinată"):
        merge_contacts(actor=a_user(), contacts=[other.pk, third.pk])
