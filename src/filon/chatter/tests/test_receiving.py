"""What a thread keeps and shows of a received message beside its text."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.chatter.models import Follower, Message
from filon.chatter.services.posting import post_inbound
from filon.chatter.services.taking import let_cc_follow
from filon.contacts.models import BouncingAddress
from filon.contacts.testing import a_person
from filon.core.exceptions import NotAllowed
from filon.mail.parsing import parse
from filon.mail.testing import a_mail, an_arrival

pytestmark = pytest.mark.django_db
INVITATION = """BEGIN:VCALENDAR\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
UID:x@client.test\r
DTSTART:20261126T080000Z\r
DTEND:20261126T090000Z\r
SUMMARY:Vizită la fabrică\r
LOCATION:Cluj\r
END:VEVENT\r
END:VCALENDAR"""


def received(record_id: int, *headers: str, **values: str) -> Message:
    raw = a_mail(*headers, **values)
    return post_inbound(record_id=record_id, parsed=parse(raw), inbound=an_arrival(raw))


def page_of(client: Client, record_id: int) -> str:
    client.force_login(an_administrator())
    return client.get(f"/r/{record_id}/thread/").content.decode()


def test_the_signature_is_folded_and_the_history_apart_from_it(client: Client) -> None:
    elena = a_person()
    message = received(elena.pk, body="E bine.\r\n\r\n-- \r\nIon Popescu\r\nCodrul SRL")
    assert (message.body_text, message.received["signature"], message.full_text) == (
        "E bine.",
        "-- \nIon Popescu\nCodrul SRL",
        "",
    )
    page = page_of(client, elena.pk)
    assert "Arată semnătura" in page
    assert "Arată istoricul citat" not in page


def test_who_is_in_cc_is_shown_and_follows_when_that_is_wanted(client: Client) -> None:
    elena = a_person()
    maria = a_person("Maria", email="maria@client.test")
    ana = a_user(name="Ana", email="ana@filon.test")
    cc = "Cc: Maria <maria@client.test>, ana@filon.test, Dan <dan@x.test>, vanzari@filon.localhost"
    message = received(elena.pk, cc)
    assert message.received["cc"] == ["Maria <maria@client.test>", "ana@filon.test", "Dan <dan@x.test>"]
    assert "Dan &lt;dan@x.test&gt;" in page_of(client, elena.pk)
    before = Follower.objects.count()
    answer = client.post(f"/messages/{message.pk}/cc/").content.decode()
    assert "Adaugă la urmăritori" not in answer
    assert Follower.objects.filter(user=ana).exists()
    assert Follower.objects.filter(contact=maria).exists()
    assert Follower.objects.filter(address="dan@x.test").exists()
    client.post(f"/messages/{message.pk}/cc/")
    assert Follower.objects.count() == before + 3


def test_only_who_may_change_the_record_lets_others_follow() -> None:
    message = received(a_person().pk, "Cc: dan@x.test")
    with pytest.raises(NotAllowed):
        let_cc_follow(actor=a_user(role="own", is_active=False), message=message)


def test_an_invitation_is_shown_as_one_with_a_way_into_the_calendar(client: Client) -> None:
    elena = a_person()
    received(elena.pk, "Content-Type: text/calendar; method=REQUEST", body=INVITATION)
    page = page_of(client, elena.pk)
    assert "Vizită la fabrică" in page
    assert f"start=2026-11-26T10%3A00&amp;end=2026-11-26T11%3A00&amp;about={elena.pk}" in page


def test_what_is_signed_says_so(client: Client) -> None:
    elena = a_person()
    body = "--b\r\n\r\nBună\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nMIAG\r\n--b--"
    message = received(elena.pk, "Content-Type: multipart/signed; boundary=b", body=body)
    assert "Semnat (S/MIME)" in page_of(client, elena.pk)
    assert message.attachments.get().name == "smime.p7s"


def test_an_address_from_which_messages_come_back_is_said_on_the_record(client: Client) -> None:
    elena = a_person(email="elena@client.test")
    assert "se întorc" not in page_of(client, elena.pk)
    BouncingAddress.objects.create(address="elena@client.test", bounces=2, reason="mailbox full")
    page = page_of(client, elena.pk)
    assert "Mesajele către elena@client.test se întorc: 2 până acum. mailbox full" in page
