"""Messages that go a special way: to the calendar, past proof of their sender, and from trusted senders."""

import pytest

from filon.contacts.models import BouncingAddress
from filon.contacts.testing import a_company, a_person
from filon.jobs.testing import run_jobs
from filon.mail import routing
from filon.mail.models import InboundMessage, MailSettings, OutboundMessage
from filon.mail.services.sending import queue_message
from filon.mail.testing import a_mail, an_alias, an_arrival

pytestmark = pytest.mark.django_db


def arrive(raw: bytes) -> InboundMessage:
    row = an_arrival(raw)
    run_jobs()
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("mx.filon.test; dmarc=pass header.from=client.test", "created"),
        ("mx.filon.test; spf=pass; dmarc=fail (p=none) header.from=client.test", "refused"),
        ("mx.evil.test; dmarc=pass header.from=client.test", "refused"),
        ("mx.filon.test (dmarc=pass); spf=pass", "refused"),
        ("", "refused"),
    ],
)
def test_partners_must_pass_dmarc_only_once_that_is_switched_on(world, result: str, outcome: str) -> None:
    an_alias(a_company().record, policy="partners")
    a_person(email="ion@client.test")
    headers = [f"Authentication-Results: {result}"] if result else []
    assert arrive(a_mail(*headers, message_id="<off@x>")).outcome == "created"
    MailSettings.objects.create(pk=1, requires_dmarc=True, authentication_server="mx.filon.test")
    assert arrive(a_mail(*headers, message_id="<on@x>")).outcome == outcome


def test_a_trusted_sender_may_make_any_number(world) -> None:
    MailSettings.objects.create(pk=1, trusted_senders=["ion@client.test"])
    an_alias(a_company().record)
    outcomes = {arrive(a_mail(message_id=f"<m{number}@x>")).outcome for number in range(22)}
    assert outcomes == {"created"}


ANSWER = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1@filon\r\nEND:VEVENT\r\nEND:VCALENDAR"


def test_an_answer_to_a_meeting_goes_to_the_calendar_and_makes_nothing_else(world, monkeypatch) -> None:
    meeting = a_company("Întâlnire")
    an_alias(a_company().record)
    seen: list[bytes] = []

    def take(_inbound, _parsed, content: bytes) -> routing.CalendarAnswer:
        seen.append(content)
        return routing.CalendarAnswer(meeting.pk, "Ion Popescu vine.")

    monkeypatch.setattr(routing.calendar_handlers, "_items", {"calendar": take})
    row = arrive(a_mail("Content-Type: text/calendar; method=REPLY", "Auto-Submitted: auto-replied", body=ANSWER))
    assert (row.outcome, row.reason, row.record_id) == ("calendar", "Ion Popescu vine.", meeting.pk)
    assert seen == [ANSWER.encode()]
    assert world.made == []


def test_an_invitation_that_no_calendar_knows_is_a_message_like_others(world, monkeypatch) -> None:
    an_alias(a_company().record)
    monkeypatch.setattr(routing.calendar_handlers, "_items", {"calendar": lambda *_all: None})
    row = arrive(a_mail("Content-Type: text/calendar; method=REQUEST", body=ANSWER))
    assert row.outcome == "created"


def test_a_message_of_ten_thousand_parts_is_refused_politely(world) -> None:
    an_alias(a_company().record)
    parts = "".join(f"--b\r\nContent-Type: text/plain\r\n\r\n{number}\r\n" for number in range(10_000))
    row = arrive(a_mail("Content-Type: multipart/mixed; boundary=b", body=f"{parts}--b--"))
    assert (row.outcome, row.reason) == ("refused", "Mesajul are mai mult de 1.000 de părți.")
    assert OutboundMessage.objects.get().to == ["Ion Popescu <ion@client.test>"]


@pytest.mark.parametrize("action", ["delivered", "delayed"])
def test_a_receipt_is_told_from_a_bounce(world, action: str) -> None:
    sent = queue_message(record_id=None, author=None, to=["ion@client.test"], subject="Ofertă", text="x")
    report = (
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
        f"Final-Recipient: rfc822; ion@client.test\r\nAction: {action}\r\nStatus: 2.0.0\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {sent.message_id}\r\n\r\n--b--"
    )
    row = arrive(a_mail("Content-Type: multipart/report; report-type=delivery-status; boundary=b", body=report))
    sent.refresh_from_db()
    assert (row.outcome, sent.state) == ("bounce", "waiting")
    assert ("livrat" in row.reason) == (action == "delivered")
    assert not BouncingAddress.objects.exists()


def test_somebody_who_is_away_is_known_by_the_subject_that_old_programs_write(world) -> None:
    an_alias(a_company().record)
    assert arrive(a_mail(subject="Răspuns automat: Ofertă")).outcome == "auto_reply"
    away = a_mail("X-Auto-Response-Suppress: All", subject="Abwesenheitsnotiz", message_id="<m2@x>")
    assert arrive(away).outcome == "auto_reply"
    assert arrive(a_mail(subject="Absent la licitație", message_id="<m3@x>")).outcome == "created"


def _we_wrote(to: str, record) -> OutboundMessage:
    """A message of ours about `record`, which the small world knows as if it had come in."""
    sent = queue_message(record_id=record.pk, author=None, to=[to], subject="Ofertă", text="x")
    row = an_arrival(a_mail(message_id=sent.message_id))
    InboundMessage.objects.filter(pk=row.pk).update(record=record.record, settled_at=sent.created_at, outcome="created")
    return sent


def test_somebody_away_who_names_no_message_is_put_where_we_last_wrote_to_him(world) -> None:
    an_alias(a_company().record)
    older, newer = a_company("Veche"), a_company("Nouă")
    _we_wrote("ion@client.test", older)
    _we_wrote("Ion <ion@client.test>", newer)
    _we_wrote("marion@client.test", older)
    row = arrive(a_mail("Auto-Submitted: auto-replied", subject="Sunt în concediu", message_id="<o1@x>"))
    assert (row.outcome, row.record_id) == ("auto_reply", newer.pk)
    assert world.posts == [(newer.pk, "Bună ziua", True)]


def test_an_absence_sent_to_the_return_address_is_no_bounce(world) -> None:
    firm = a_company()
    sent = _we_wrote("ion@client.test", firm)
    _we_wrote("ion@client.test", a_company("Alta"))
    row = arrive(a_mail("Auto-Submitted: auto-replied", to=sent.envelope_sender, message_id="<o1@x>"))
    assert (row.outcome, row.record_id) == ("auto_reply", firm.pk)
    odd = arrive(
        a_mail(
            "Auto-Submitted: auto-replied",
            sender="postmaster@client.test",
            to=sent.envelope_sender,
            message_id="<o2@x>",
        )
    )
    sent.refresh_from_db()
    assert (odd.outcome, sent.state) == ("bounce", "bounced")
