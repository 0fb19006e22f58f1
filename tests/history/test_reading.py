"""What was recorded, in words; versions; and a cursor that misses nothing."""

import threading
import time
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.utils import timezone, translation

from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.testing import a_company
from filon.core import clock
from filon.crm.models import Campaign, Lead
from filon.crm.testing import a_lead, the_stage
from filon.history.services import recording
from filon.history.services.reading import BEGINNING, Cursor, after, etag, last_change, newest, thread
from filon.organisation.models import Tag

pytestmark = pytest.mark.django_db


def test_a_thread_says_what_changed_from_what_to_what_by_whom() -> None:
    mihai = a_user(name="Mihai")
    lead = a_lead(expected_revenue=Decimal(42500))
    moment = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    with clock.stopped_at(moment), recording.write(mihai, "web", "Edited"):
        Lead.objects.filter(pk=lead.pk).update(
            stage=the_stage("Proposition"),
            expected_revenue=Decimal("45300.50"),
            expected_closing=date(2026, 12, 15),
            salesperson=mihai,
            city="Cluj-Napoca",
            priority=2,
        )
    with translation.override("ro"):
        found = {change.label: (change.old, change.new) for change in thread(lead.pk, limit=1)}
    space = "\N{NO-BREAK SPACE}"
    assert found["Etapă"][1] == "Propunere"
    assert found["Venit estimat"] == (f"42.500,00{space}lei", f"45.300,50{space}lei")
    assert found["Închiderea estimată"] == ("", "15.12.2026")
    assert found["Agent de vânzări"] == ("", "Mihai")
    assert ("", "Cluj-Napoca") in found.values()
    first = thread(lead.pk, limit=1)[0]
    assert (first.actor, first.at, first.title, first.kind) == (mihai, moment, "Edited", "web")


def test_moments_and_choices_are_in_the_readers_zone_and_language() -> None:
    contact = a_company()
    Contact.objects.filter(pk=contact.pk).update(language="en", is_company=False)
    with translation.override("en"):
        found = {change.label: (change.old, change.new) for change in thread(contact.pk, limit=1)}
    assert found["Language"] == ("", "English")
    assert found["Is a company"] == ("Yes", "No")
    with timezone.override("Europe/Bucharest"):
        assert thread(contact.pk)


def test_tags_show_as_added_and_removed_even_when_the_link_is_gone() -> None:
    contact = a_company()
    tag = Tag.objects.create(name={"ro": "Important"})
    contact.tags.add(tag)
    contact.tags.remove(tag)
    removed, added, *_created = thread(contact.pk)
    assert (added.old, added.new) == ("", "Important")
    assert (removed.old, removed.new) == ("Important", "")


def test_the_making_of_a_record_is_one_entry() -> None:
    contact = a_company()
    assert [(change.operation, change.label) for change in thread(contact.pk)] == [("I", "")]


def test_fields_without_a_label_do_not_show() -> None:
    contact = a_company()
    Contact.objects.filter(pk=contact.pk).update(created_at=clock.now())
    assert len(thread(contact.pk)) == 1
    assert len(thread(contact.pk, limit=1)) == 1


def test_a_page_takes_the_same_few_queries_whatever_its_length(django_assert_num_queries: object) -> None:
    users = [a_user(name=f"U{number}") for number in range(5)]
    lead = a_lead(expected_revenue=Decimal(1))
    for user in users:
        with recording.write(user, "web"):
            Lead.objects.filter(pk=lead.pk).update(salesperson=user, expected_revenue=user.pk)
    thread(lead.pk)
    with django_assert_num_queries(5):  # type: ignore[operator]
        thread(lead.pk, limit=1)
    with django_assert_num_queries(5):  # type: ignore[operator]
        thread(lead.pk, limit=5)


def test_the_second_page_begins_where_the_first_ended() -> None:
    contact = a_company()
    for city in ("Arad", "Brad", "Cugir"):
        Contact.objects.filter(pk=contact.pk).update(city=city)
    first = thread(contact.pk, limit=2)
    second = thread(contact.pk, limit=2, before=first[-1].change_id)
    assert [change.new for change in (*first, *second)] == ["Cugir", "Brad", "Arad", ""]


def test_the_version_of_a_record_follows_it_and_what_hangs_on_it() -> None:
    contact, other = a_company(), a_company("Alta SRL")
    before, untouched = etag(contact.pk), etag(other.pk)
    contact.tags.create(name={"ro": "Important"})
    assert etag(contact.pk) != before
    assert etag(other.pk) == untouched
    assert last_change(0) == 0


def names(changes: list) -> list[str]:
    rows = dict(Campaign.objects.values_list("pk", "name"))
    return [rows[change.row] for change in changes if change.table.name == "crm_campaign"]


def read_on(cursor: Cursor, wanted: int, limit: int = 500) -> tuple[list[str], Cursor]:
    """Read after `cursor` until there are `wanted` names: another database's transaction may hold a reader back."""
    found: list[str] = []
    for _attempt in range(2000):
        changes, cursor = after(cursor, limit=limit)
        found += names(changes)
        if len(found) >= wanted:
            break
        time.sleep(0.05)
    return found, cursor


@pytest.mark.django_db(transaction=True)
def test_a_cursor_reads_on_from_where_it_was() -> None:
    Campaign.objects.create(name="A")
    read_on(BEGINNING, 1)
    start = newest()
    Campaign.objects.create(name="B")
    Campaign.objects.create(name="C")
    first, cursor = read_on(start, 1, limit=1)
    second, cursor = read_on(cursor, 1)
    assert (first, second) == (["B"], ["C"])
    assert after(cursor) == ([], cursor)
    assert "A" in read_on(BEGINNING, 3)[0]


@pytest.mark.django_db(transaction=True)
def test_a_change_that_commits_late_is_not_missed() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    start = newest()
    written, finish = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            Campaign.objects.create(name="early id, late commit")
            written.set()
            finish.wait(10)
        connection.close()

    thread_ = threading.Thread(target=slow)
    thread_.start()
    written.wait(10)
    Campaign.objects.create(name="late id, early commit")
    seen, cursor = after(start)
    finish.set()
    thread_.join(10)
    more, cursor = read_on(cursor, 2 - len(names(seen)))
    assert sorted(names(seen) + more) == ["early id, late commit", "late id, early commit"]
