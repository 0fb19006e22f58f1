"""Who follows a record hears of it."""

import pytest

from filon.accounts.testing import a_user
from filon.chatter.models import Follower
from filon.chatter.services import following
from filon.chatter.services.recipients import chosen, suggested
from filon.chatter.testing import a_received_message
from filon.contacts.testing import a_company, a_person
from filon.core.exceptions import DomainError
from filon.mail.models import Alias

pytestmark = pytest.mark.django_db


def addresses(record_id: int) -> list[str]:
    return [recipient.address for recipient in suggested(record_id)]


def test_following_twice_is_following_once() -> None:
    record, ana = a_company(), a_user(name="Ana")
    following.follow(actor=ana, record_id=record.pk, user=ana)
    following.follow(actor=ana, record_id=record.pk, user=ana)
    assert Follower.objects.count() == 1


def test_a_contact_without_an_address_cannot_follow() -> None:
    with pytest.raises(DomainError):
        following.follow_as_contact(actor=None, record_id=a_company().pk, contact=a_person())


@pytest.mark.parametrize("address", ["elena@x.example", "elena@acasa.example", "ana@exemplu.test", "ion@y.example"])
def test_the_address_of_any_follower_follows(address: str) -> None:
    record, ana = a_company(), a_user(name="Ana", email="ana@exemplu.test")
    following.follow(actor=ana, record_id=record.pk, user=ana)
    elena = a_person(email="Elena@x.example", other_emails=["elena@acasa.example"])
    following.follow_as_contact(actor=None, record_id=record.pk, contact=elena)
    following.follow_as_address(actor=None, record_id=record.pk, address="Ion <ION@y.example>")
    assert following.address_follows(record.pk, address)
    assert not following.address_follows(record.pk, "altcineva@z.example")


def test_a_message_about_a_contact_concerns_him_first_and_nobody_twice() -> None:
    elena = a_person("Elena Țăranu", email="elena@x.example")
    a_received_message(elena.pk, sender="contabil@x.example", name="Contabila")
    following.follow_as_contact(actor=None, record_id=elena.pk, contact=elena)
    following.follow_as_address(actor=None, record_id=elena.pk, address="frate@x.example")
    assert addresses(elena.pk) == ["elena@x.example", "contabil@x.example", "frate@x.example"]


def test_an_address_of_ours_is_never_a_recipient() -> None:
    record = a_company(email="oferte@filon.localhost")
    Alias.objects.create(local_part="oferte", owner=a_company().record)
    assert addresses(record.pk) == []


def test_a_chosen_recipient_keeps_his_name_and_a_wrong_address_is_named() -> None:
    elena = a_person("Elena Țăranu", email="elena@x.example")
    assert [str(recipient) for recipient in chosen(elena.pk, ["elena@x.example"])] == ["Elena Țăranu <elena@x.example>"]
    with pytest.raises(DomainError, match="elena la x"):
        chosen(elena.pk, ["elena la x"])
