"""Sending: queued, stopped, sent, tried again, failed and returned, with a real mail server on the other side."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.utils.translation import override

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.services.bouncing import bouncing
from filon.contacts.services.suppressing import suppress
from filon.contacts.testing import a_person
from filon.core import clock
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.core.files import file_store
from filon.jobs.models import Job
from filon.jobs.testing import hurry_jobs, run_jobs
from filon.mail import routing
from filon.mail.models import OutboundMessage
from filon.mail.services import delivering
from filon.mail.services.composing import OutboundFile
from filon.mail.services.sending import cancel_message, queue_message, retry_message
from filon.mail.tasks import heal
from filon.mail.testing import a_mail, an_arrival

pytestmark = pytest.mark.django_db


class Post:
    """A mail server that answers as it is told and keeps what it gets."""

    def __init__(self) -> None:
        self.answer = "250 OK"
        self.refused: set[str] = set()
        self.got: list[tuple[str, list[str], bytes]] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        if self.answer.startswith("250"):
            self.got.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return self.answer


@pytest.fixture
def post(settings) -> Iterator[Post]:
    handler = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.FILON_EMAIL_URL = f"smtp://127.0.0.1:{port}"
    yield handler
    controller.stop()


def a_message(**values) -> OutboundMessage:
    given = {"record_id": None, "author": None, "to": ["ion@client.test"], "subject": "Ofertă", "text": "Bună ziua"}
    return queue_message(**{**given, **values})


def later(message: OutboundMessage, **pause: float) -> OutboundMessage:
    """Run the jobs as if so much time had passed."""
    hurry_jobs()
    with clock.stopped_at(clock.now() + timedelta(**(pause or {"seconds": 11}))):
        run_jobs()
    message.refresh_from_db()
    return message


def read(raw: bytes):
    return message_from_bytes(raw, policy=default)


def test_a_message_waits_ten_seconds_and_is_sent(post: Post) -> None:
    message = a_message(to=["Ion Țăranu <ion@client.test>", "ana@client.test"])
    assert message.send_after - message.created_at >= timedelta(seconds=9)
    run_jobs()
    assert not post.got
    later(message)
    assert (message.state, message.reason) == ("sent", "")
    assert message.sent_at is not None
    ((sender, to, raw),) = post.got
    assert sender == message.envelope_sender
    assert sender.startswith("bounce+")
    assert to == ["ion@client.test", "ana@client.test"]
    mail = read(raw)
    assert mail["To"] == "Ion Țăranu <ion@client.test>, ana@client.test"
    assert (mail["Subject"], mail["Message-ID"]) == ("Ofertă", message.message_id)
    assert mail.get_content().strip() == "Bună ziua"
    assert mail["Auto-Submitted"] is None


def test_a_message_that_was_stopped_is_not_sent(post: Post) -> None:
    ana = a_user(name="Ana Pop")
    message = cancel_message(message=a_message(author=ana), actor=ana)
    assert (message.state, message.reason) == ("cancelled", "Oprit de Ana Pop.")
    assert later(message).state == "cancelled"
    assert not post.got


def test_only_its_author_or_an_administrator_stops_a_message(post: Post) -> None:
    message = a_message(author=a_user())
    with pytest.raises(NotAllowed):
        cancel_message(message=message, actor=a_user())
    cancel_message(message=message, actor=an_administrator())
    retry_message(message=message, actor=an_administrator())
    with pytest.raises(Conflict):
        cancel_message(message=later(message), actor=an_administrator())


def test_without_a_server_a_message_waits_and_says_so(settings) -> None:
    settings.FILON_EMAIL_URL = ""
    message = later(a_message())
    assert message.state == "waiting"
    assert "FILON_EMAIL_URL" in message.reason
    with override("en"):
        assert message.reason.startswith("Outgoing mail is not set up")


def test_what_waited_is_sent_once_a_server_is_set_up(settings, post: Post) -> None:
    url, settings.FILON_EMAIL_URL = settings.FILON_EMAIL_URL, ""
    message = later(a_message())
    settings.FILON_EMAIL_URL = url
    with clock.stopped_at(clock.now() + timedelta(minutes=5)):
        heal.call()
        run_jobs()
    message.refresh_from_db()
    assert (message.state, message.reason) == ("sent", "")


def test_a_passing_refusal_is_tried_again_after_a_pause(post: Post) -> None:
    post.answer = "451 greylisted"
    message = later(a_message())
    assert (message.state, message.attempts) == ("waiting", 1)
    assert "451 greylisted" in message.reason
    assert message.send_after > clock.now() + timedelta(seconds=50)
    post.answer = "250 OK"
    assert later(message, minutes=2).state == "sent"


def test_a_server_that_is_away_is_tried_for_days_and_then_given_up(settings) -> None:
    settings.FILON_EMAIL_URL = "smtp://127.0.0.1:1"
    message = later(a_message())
    assert message.state == "waiting"
    assert "127.0.0.1" in message.reason
    OutboundMessage.objects.update(attempts=len(delivering.PAUSES))
    assert later(message, days=3).state == "failed"
    assert message.reason


def test_a_lasting_refusal_fails_with_its_reason(post: Post) -> None:
    post.answer = "550 spam"
    message = later(a_message())
    assert message.state == "failed"
    assert "550 spam" in message.reason
    post.answer = "250 OK"
    retry_message(message=message, actor=an_administrator())
    assert later(message).state == "sent"


def test_a_recipient_who_is_refused_is_named_while_the_others_get_it(post: Post) -> None:
    post.refused = {"x@client.test"}
    message = later(a_message(to=["ion@client.test", "x@client.test"]))
    assert message.state == "sent"
    assert "x@client.test" in message.reason
    assert later(a_message(to=["x@client.test"])).state == "failed"


def test_a_message_does_not_leave_once_its_recipient_has_objected(post: Post) -> None:
    about = a_person().pk
    written = a_message(record_id=about)
    suppress(actor=None, kind="email", value="ion@client.test")
    assert later(written).state == "failed"
    assert "ion@client.test" in written.reason
    assert not post.got
    assert later(a_message(record_id=about)).state == "sent"  # whoever wrote it knew, and was let


def test_a_message_is_not_sent_twice_when_its_job_is_repeated(post: Post) -> None:
    message = later(a_message())
    delivering.deliver(message_id=message.pk)
    assert len(post.got) == 1


def test_a_message_being_sent_is_left_alone_until_its_lease_is_over(post: Post) -> None:
    message = a_message()
    OutboundMessage.objects.update(claimed_at=clock.now(), send_after=clock.now())
    delivering.deliver(message_id=message.pk)
    assert not post.got
    OutboundMessage.objects.update(claimed_at=clock.now() - timedelta(minutes=11))
    delivering.deliver(message_id=message.pk)
    assert len(post.got) == 1


def test_texts_cannot_add_headers(post: Post) -> None:
    message = a_message(
        subject="Ofertă\r\nBcc: x@y.test",
        in_reply_to="<a@b>\r\nBcc: x@y.test",
        author=a_user(name="Ana\r\nBcc: x@y.test"),
        attachments=[OutboundFile('a"\r\nBcc: x.pdf', "application/pdf", b"x")],
    )
    mail = read(file_store().get(message.digest))
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Ofertă Bcc: x@y.test"


def test_html_and_files_go_along(post: Post) -> None:
    files = [OutboundFile("Ofertă.pdf", "application/pdf", b"%PDF"), OutboundFile("x.eml", "message/rfc822", b"x")]
    message = a_message(html="<p>Bună ziua</p>", attachments=files)
    mail = read(file_store().get(message.digest))
    assert mail.get_body(("html",)).get_content().strip() == "<p>Bună ziua</p>"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["Ofertă.pdf", "x.eml"]


@pytest.mark.parametrize("to", [["nobody"], ["ion@client.test, nobody"], ["ș@client.test"], ["a@b@c d"], []])
def test_a_recipient_that_is_no_address_is_refused(to: list[str]) -> None:
    with pytest.raises(DomainError) as caught:
        a_message(to=to)
    assert list(caught.value.errors) == ["to"]


def test_answers_come_back_to_the_records_address(monkeypatch) -> None:
    person = a_person()
    own, foreign = a_user(name="Ana Pop", email="ana@filon.localhost"), a_user(name="Ion Pop", email="ion@firma.test")
    common = read(file_store().get(a_message(record_id=person.pk, author=foreign).digest))
    assert common["Reply-To"] == common["From"] == "Ion Pop <catchall@filon.localhost>"
    monkeypatch.setattr(routing.reply_addresses, "_items", {"contact": lambda _pk: "vanzari@filon.localhost"})
    team = read(file_store().get(a_message(record_id=person.pk, author=own, in_reply_to="<a@b>").digest))
    assert (team["From"], team["Reply-To"]) == ("Ana Pop <ana@filon.localhost>", "Ana Pop <vanzari@filon.localhost>")
    assert team["In-Reply-To"] == team["References"] == "<a@b>"


def test_a_machines_message_says_so_and_does_not_wait(post: Post) -> None:
    message = a_message(is_automatic=True)
    run_jobs()
    message.refresh_from_db()
    assert message.state == "sent"
    assert read(post.got[0][2])["Auto-Submitted"] == "auto-generated"


def bounce(message: OutboundMessage, action: str, *, original: str = "", to: str = "") -> bytes:
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nnu s-a putut\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; ion@client.test\r\nAction: {action}\r\n"
        "Diagnostic-Code: smtp; 550 no such user\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {original}\r\n--b--"
    )
    header = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"
    return a_mail(header, sender="MAILER-DAEMON@x.test", to=to or "x@y.test", message_id=f"<{action}@x>", body=body)


def test_a_message_that_comes_back_is_marked_with_the_reason(post: Post) -> None:
    message = later(a_message())
    late = an_arrival(bounce(message, "delayed", original=message.message_id), sender="")
    run_jobs()
    message.refresh_from_db()
    late.refresh_from_db()
    assert (late.outcome, message.state) == ("bounce", "sent")
    an_arrival(bounce(message, "failed", original=message.message_id), sender="")
    run_jobs()
    message.refresh_from_db()
    assert (message.state, message.reason) == ("bounced", "ion@client.test: 550 no such user")
    assert [(row.address, row.bounces) for row in bouncing(["ion@client.test", "alta@client.test"])] == [
        ("ion@client.test", 1)
    ]


def test_a_report_without_the_original_is_known_by_its_address(post: Post) -> None:
    message = later(a_message())
    an_arrival(bounce(message, "failed"), sender="", recipients=[message.envelope_sender])
    run_jobs()
    message.refresh_from_db()
    assert message.state == "bounced"


def test_one_job_is_written_for_each_message(post: Post) -> None:
    a_message()
    assert Job.objects.count() == 1
