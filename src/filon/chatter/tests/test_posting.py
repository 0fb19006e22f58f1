"""What is said on a record stands in its thread, and reaches those who follow it."""

import pytest

from filon.accounts.testing import a_user
from filon.chatter.choices import MessageKind
from filon.chatter.models import Follower, Message, Notification
from filon.chatter.services import editing, following, notifying, posting
from filon.chatter.services.attaching import LARGEST, Upload, content_of
from filon.chatter.services.sending import post_message
from filon.chatter.testing import a_note, a_received_message
from filon.contacts.testing import a_company, a_person
from filon.core.exceptions import DomainError, NotAllowed
from filon.history.services import recording
from filon.history.services.undoing import undo
from filon.mail.parsing import ParsedAttachment

pytestmark = pytest.mark.django_db


def test_a_note_stands_in_the_thread_and_its_author_follows() -> None:
    record, ana = a_company(), a_user(name="Ana")
    note = a_note(record.pk, ana, "  Decide cu fratele ei.  ")
    assert (note.kind, note.body_text, note.author_user) == (MessageKind.NOTE, "Decide cu fratele ei.", ana)
    assert following.is_following(record_id=record.pk, user=ana)


def test_an_empty_note_is_refused_beside_its_field() -> None:
    with pytest.raises(DomainError) as refusal:
        a_note(a_company().pk, a_user(), "  ")
    assert list(refusal.value.errors) == ["body"]


def test_a_file_needs_no_words() -> None:
    record = a_company()
    note = posting.post_note(actor=a_user(), record_id=record.pk, body="", files=[Upload("plan.pdf", b"%PDF-1.7")])
    file = note.attachments.get()
    assert (file.name, file.media_type, file.size, content_of(file)) == ("plan.pdf", "application/pdf", 8, b"%PDF-1.7")


def test_a_file_that_is_too_large_is_refused_and_nothing_is_posted() -> None:
    record = a_company()
    with pytest.raises(DomainError) as refusal:
        posting.post_note(
            actor=a_user(), record_id=record.pk, body="Planul", files=[Upload("p.pdf", b"0" * (LARGEST + 1))]
        )
    assert "p.pdf" in refusal.value.errors["files"]
    assert not record.record.messages.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\ofertă.pdf", "ofertă.pdf"), ("a\r\nb.txt", "ab.txt"), ("", "atașament")],
)
def test_a_file_name_has_no_folders_and_no_line_breaks(given: str, kept: str) -> None:
    note = posting.post_note(actor=a_user(), record_id=a_company().pk, body="", files=[Upload(given, b"x")])
    assert note.attachments.get().name == kept


def test_a_page_that_calls_itself_an_image_is_not_one() -> None:
    note = posting.post_note(
        actor=a_user(), record_id=a_company().pk, body="", files=[Upload("a.png", b"<script>alert(1)</script>")]
    )
    assert note.attachments.get().media_type == "application/octet-stream"


def test_followers_are_notified_but_not_the_author() -> None:
    record, ana, mihai = a_company(), a_user(name="Ana"), a_user(name="Mihai")
    following.follow(actor=mihai, record_id=record.pk, user=mihai)
    a_note(record.pk, ana)
    assert notifying.unread_count(mihai) == 1
    assert notifying.unread_count(ana) == 0


def test_a_user_who_is_switched_off_is_not_notified() -> None:
    record, ana, mihai = a_company(), a_user(name="Ana"), a_user(name="Mihai")
    following.follow(actor=mihai, record_id=record.pk, user=mihai)
    mihai.is_active = False
    mihai.save()
    a_note(record.pk, ana)
    assert not Notification.objects.exists()


def test_a_received_message_is_by_the_contact_with_its_address_who_then_follows() -> None:
    record, elena = a_company(), a_person("Elena Țăranu", email="elena@cramatarii.example")
    message = a_received_message(record.pk, sender="Elena@cramatarii.example")
    assert message.author_contact == elena
    assert Follower.objects.get(record_id=record.pk).contact == elena


def test_a_received_message_from_a_stranger_is_by_his_address() -> None:
    message = a_received_message(a_company().pk, sender="nou@exemplu.test", name="Ion Nou")
    assert message.author_address == "Ion Nou <nou@exemplu.test>"
    assert not Follower.objects.exists()


def test_a_received_message_of_a_colleague_is_his() -> None:
    ana = a_user(name="Ana", email="ana@exemplu.test")
    assert a_received_message(a_company().pk, sender="ANA@exemplu.test").author_user == ana


def test_the_quoted_history_is_kept_apart_from_what_is_new() -> None:
    message = a_received_message(a_company().pk, text="Da, vineri.", quoted="> Vizita rămâne vineri?")
    assert message.body_text == "Da, vineri."
    assert "> Vizita rămâne vineri?" in message.full_text


def test_a_short_message_is_kept_once() -> None:
    assert a_received_message(a_company().pk, text="Da, vineri.").full_text == ""


def test_files_of_a_received_message_hang_on_the_record() -> None:
    record = a_company()
    a_received_message(record.pk, attachments=(ParsedAttachment("cerere.pdf", "application/pdf", b"%PDF"),))
    assert [file.name for file in record.record.attachments.all()] == ["cerere.pdf"]


def test_nobody_is_told_of_an_automatic_answer() -> None:
    record, ana = a_company(), a_user(name="Ana")
    following.follow(actor=ana, record_id=record.pk, user=ana)
    a_received_message(record.pk, is_automatic=True)
    assert notifying.unread_count(ana) == 0


def test_a_note_can_be_changed_by_its_author_and_says_so() -> None:
    ana = a_user(name="Ana")
    note = a_note(a_company().pk, ana)
    editing.edit_note(actor=ana, note=note, body="După ora 16.")
    note.refresh_from_db()
    assert note.body_text == "După ora 16."
    assert note.edited_at is not None


def test_a_note_cannot_be_changed_by_a_colleague() -> None:
    note = a_note(a_company().pk, a_user(name="Ana"))
    with pytest.raises(NotAllowed):
        editing.delete_note(actor=a_user(name="Mihai"), note=note)


def test_a_received_message_stays_as_it_was() -> None:
    message = a_received_message(a_company().pk)
    with pytest.raises(NotAllowed):
        editing.edit_note(actor=a_user(role="administrator"), note=message, body="altceva")


def test_undo_takes_a_note_back_but_never_a_message() -> None:
    ana, elena = a_user(name="Ana"), a_person(email="elena@x.example")
    with recording.write(ana, "web"):
        note = a_note(elena.pk, ana)
        noted = recording.ensure()
    with recording.write(ana, "web"):
        message = post_message(actor=ana, record_id=elena.pk, body="Vizita rămâne vineri.")
        sent = recording.ensure()
    undo(noted, ana)
    undo(sent, ana)
    assert not Message.objects.filter(pk=note.pk).exists()
    assert Message.objects.filter(pk=message.pk).exists()


def test_a_deleted_note_comes_back_with_its_files() -> None:
    ana, record = a_user(name="Ana"), a_company()
    note = posting.post_note(actor=ana, record_id=record.pk, body="Planul", files=[Upload("plan.pdf", b"%PDF")])
    with recording.write(ana, "web"):
        editing.delete_note(actor=ana, note=note)
        deleted = recording.ensure()
    undo(deleted, ana)
    assert Message.objects.get().attachments.get().name == "plan.pdf"
