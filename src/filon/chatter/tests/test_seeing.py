"""The dot on a card: mail that nobody in charge has seen."""

import pytest

from filon.accounts.testing import a_user
from filon.chatter.services import following, notifying
from filon.chatter.services.seeing import see, unread_for
from filon.chatter.testing import a_note, a_received_message
from filon.contacts.testing import a_company

pytestmark = pytest.mark.django_db


def test_a_received_message_is_unread_until_somebody_opens_the_thread() -> None:
    record = a_company()
    a_received_message(record.pk)
    assert unread_for([record.pk]) == {record.pk}
    see(actor=a_user(), record_id=record.pk)
    assert unread_for([record.pk]) == set()


def test_a_passer_by_does_not_take_the_dot_from_those_who_follow() -> None:
    record, ana, mihai = a_company(), a_user(name="Ana"), a_user(name="Mihai")
    following.follow(actor=ana, record_id=record.pk, user=ana)
    a_received_message(record.pk)
    see(actor=mihai, record_id=record.pk)
    assert unread_for([record.pk]) == {record.pk}
    see(actor=ana, record_id=record.pk)
    assert unread_for([record.pk]) == set()


def test_notes_and_automatic_answers_make_no_dot() -> None:
    record = a_company()
    a_note(record.pk, a_user())
    a_received_message(record.pk, is_automatic=True)
    assert unread_for([record.pk]) == set()


def test_opening_a_thread_quiets_the_bell() -> None:
    record, ana = a_company(), a_user(name="Ana")
    following.follow(actor=ana, record_id=record.pk, user=ana)
    a_received_message(record.pk)
    assert see(actor=ana, record_id=record.pk)
    assert notifying.unread_count(ana) == 0
    assert not see(actor=ana, record_id=record.pk)


def test_the_dots_of_many_records_cost_one_query(django_assert_num_queries) -> None:
    records = [a_company(f"Firma {number}").pk for number in range(5)]
    a_received_message(records[2])
    with django_assert_num_queries(1):
        assert unread_for(records) == {records[2]}
