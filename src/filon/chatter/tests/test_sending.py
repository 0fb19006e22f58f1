"""Messages from a thread go to people outside, and their answers come back into it."""

import email
import email.policy

import pytest

from filon.accounts.testing import a_user
from filon.chatter.handlers import match_reply
from filon.chatter.models import Message
from filon.chatter.services import following
from filon.chatter.services.attaching import Upload
from filon.chatter.services.seeing import unread_for
from filon.chatter.services.sending import post_message, retry_message, stop_message
from filon.chatter.testing import a_received_message
from filon.contacts.testing import a_company, a_person
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.core.files import file_store
from filon.mail.choices import OutboundState
from filon.mail.models import OutboundMessage

pytestmark = pytest.mark.django_db


def as_sent(message: Message) -> email.message.EmailMessage:
    assert message.outbound is not None
    raw = file_store().get(message.outbound.digest)
    return email.message_from_bytes(raw, policy=email.policy.default)  # type: ignore[return-value]


def test_without_a_choice_a_message_goes_to_those_it_concerns() -> None:
    elena = a_person("Elena Țăranu", email="elena@x.example")
    following.follow_as_address(actor=None, record_id=elena.pk, address="frate@x.example")
    message = post_message(actor=a_user(), record_id=elena.pk, body="Bună ziua")
    assert message.outbound is not None
    assert message.outbound.to == ["Elena Țăranu <elena@x.example>", "frate@x.example"]
    assert message.people == "Elena Țăranu, frate@x.example"


def test_a_message_to_nobody_is_refused() -> None:
    with pytest.raises(DomainError):
        post_message(actor=a_user(), record_id=a_company().pk, body="Bună ziua")
    assert not OutboundMessage.objects.exists()


def test_a_wrong_address_is_named_and_nothing_is_queued() -> None:
    with pytest.raises(DomainError) as refusal:
        post_message(actor=a_user(), record_id=a_company().pk, body="Bună ziua", to=["elena la firma"])
    assert "elena la firma" in str(refusal.value)
    assert not OutboundMessage.objects.exists()


def test_a_message_answers_the_thread_so_that_mail_programs_keep_it_together() -> None:
    elena = a_person(email="elena@x.example")
    a_received_message(elena.pk, message_id="<cerere@x.example>")
    sent = as_sent(post_message(actor=a_user(), record_id=elena.pk, body="Vă trimit oferta."))
    assert sent["In-Reply-To"] == "<cerere@x.example>"
    assert sent["Subject"] == "Re: Oferta"


def test_the_first_message_is_called_what_the_record_is_called() -> None:
    elena = a_person("Elena Țăranu", email="elena@x.example")
    assert as_sent(post_message(actor=a_user(), record_id=elena.pk, body="Bună ziua"))["Subject"] == "Elena Țăranu"


def test_files_go_along_and_stay_on_the_record() -> None:
    elena = a_person(email="elena@x.example")
    message = post_message(actor=a_user(), record_id=elena.pk, body="Oferta", files=[Upload("ofertă.pdf", b"%PDF-1.7")])
    assert [part.get_filename() for part in as_sent(message).iter_attachments()] == ["ofertă.pdf"]
    assert [file.name for file in message.attachments.all()] == ["ofertă.pdf"]


def test_an_answer_finds_the_thread_by_the_id_of_what_it_answers() -> None:
    elena = a_person(email="elena@x.example")
    message = post_message(actor=a_user(), record_id=elena.pk, body="Bună ziua")
    match = match_reply(["<altceva@x.example>", message.message_id])
    assert match is not None
    assert (match.record_id, match.kind) == (elena.pk, "contact")
    assert match_reply(["<altceva@x.example>"]) is None
    assert match_reply([""]) is None


def test_answering_sees_what_was_received() -> None:
    elena = a_person(email="elena@x.example")
    a_received_message(elena.pk)
    post_message(actor=a_user(), record_id=elena.pk, body="Vă răspund.")
    assert unread_for([elena.pk]) == set()


def test_a_message_is_stopped_by_its_author_and_can_be_sent_after_all() -> None:
    ana, elena = a_user(name="Ana"), a_person(email="elena@x.example")
    message = post_message(actor=ana, record_id=elena.pk, body="Bună ziua")
    with pytest.raises(NotAllowed):
        stop_message(actor=a_user(name="Mihai"), message=message)
    stop_message(actor=ana, message=message)
    assert OutboundMessage.objects.get().state == OutboundState.CANCELLED
    retry_message(actor=ana, message=message)
    assert OutboundMessage.objects.get().state == OutboundState.WAITING


def test_what_has_been_sent_cannot_be_stopped() -> None:
    ana, elena = a_user(name="Ana"), a_person(email="elena@x.example")
    message = post_message(actor=ana, record_id=elena.pk, body="Bună ziua")
    OutboundMessage.objects.update(state=OutboundState.SENT)
    with pytest.raises(Conflict):
        stop_message(actor=ana, message=message)
