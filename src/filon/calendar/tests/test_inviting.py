"""Invitations by mail, and the answers that come back."""

import time
from datetime import timedelta
from email import message_from_bytes
from email.message import Message as Mail

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from filon.accounts.testing import a_user
from filon.calendar.choices import Scope
from filon.calendar.models import Meeting
from filon.calendar.services import series
from filon.calendar.services.links import answer_link
from filon.calendar.services.planning import cancel_meeting, update_meeting
from filon.calendar.services.replying import read_reply, take_reply
from filon.calendar.testing import a_meeting, weekly
from filon.chatter.models import Message
from filon.core import clock
from filon.core.files import file_store
from filon.jobs.testing import run_jobs
from filon.mail.models import InboundMessage, OutboundMessage
from filon.mail.testing import a_mail, an_arrival

pytestmark = pytest.mark.django_db
GUEST = "elena@client.test"


def sent() -> list[Mail]:
    rows = OutboundMessage.objects.order_by("pk")
    return [message_from_bytes(file_store().get(row.digest)) for row in rows]


def calendar_in(mail: Mail) -> tuple[str, Calendar]:
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return str(part.get_param("method")), Calendar.from_ical(part.get_payload(decode=True))


def reply(uid: str, *, answer: str = "ACCEPTED", sequence: int = 0, email: str = GUEST, extra: str = "") -> str:
    stamp = clock.now() + timedelta(minutes=1)
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nSEQUENCE:{sequence}\r\nDTSTAMP:{stamp:%Y%m%dT%H%M%SZ}\r\n"
        f"ORGANIZER:mailto:catchall@{settings.FILON_MAIL_DOMAIN}\r\n"
        f"ATTENDEE;PARTSTAT={answer}:mailto:{email}\r\n{extra}END:VEVENT\r\nEND:VCALENDAR"
    )


def arrive(body: str, *, sender: str = GUEST, message_id: str = "<r1@client.test>") -> InboundMessage:
    raw = a_mail(
        "Content-Type: text/calendar; method=REPLY; charset=utf-8",
        sender=sender,
        to=f"catchall@{settings.FILON_MAIL_DOMAIN}",
        message_id=message_id,
        body=body,
    )
    row = an_arrival(raw, sender=sender, recipients=[f"catchall@{settings.FILON_MAIL_DOMAIN}"])
    run_jobs()
    row.refresh_from_db()
    return row


def test_an_invitation_says_what_a_mail_program_needs() -> None:
    meeting = a_meeting(attendees=[GUEST], location="Cluj")
    (mail,) = sent()
    method, calendar = calendar_in(mail)
    (event,) = calendar.walk("VEVENT")
    assert mail["To"] == GUEST
    assert (method, str(calendar["METHOD"])) == ("REQUEST", "REQUEST")
    assert (str(event["UID"]), event["SEQUENCE"]) == (meeting.uid, 0)
    assert str(event["ORGANIZER"]) == f"MAILTO:catchall@{settings.FILON_MAIL_DOMAIN}"


def test_a_new_time_has_the_same_uid_and_a_higher_sequence() -> None:
    meeting = a_meeting(attendees=[GUEST])
    later = meeting.starts_at + timedelta(hours=2)
    update_meeting(actor=meeting.organiser, meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1))
    (event,) = calendar_in(sent()[-1])[1].walk("VEVENT")
    assert (str(event["UID"]), event["SEQUENCE"]) == (meeting.uid, 1)


def test_other_changes_send_nothing() -> None:
    meeting = a_meeting(attendees=[GUEST])
    update_meeting(actor=meeting.organiser, meeting=meeting, description="Ordinea de zi")
    assert len(sent()) == 1


def test_only_the_new_ones_are_invited_when_somebody_is_added() -> None:
    meeting = a_meeting(attendees=[GUEST])
    update_meeting(actor=meeting.organiser, meeting=meeting, attendees=[GUEST, "nou@client.test"])
    assert [mail["To"] for mail in sent()] == [GUEST, "nou@client.test"]


def test_whoever_is_taken_off_gets_a_cancellation() -> None:
    meeting = a_meeting(attendees=[GUEST])
    update_meeting(actor=meeting.organiser, meeting=meeting, attendees=[])
    assert calendar_in(sent()[-1])[0] == "CANCEL"


def test_calling_off_cancels_in_the_calendars_of_those_invited() -> None:
    meeting = a_meeting(attendees=[GUEST])
    cancel_meeting(actor=meeting.organiser, meeting=meeting)
    method, calendar = calendar_in(sent()[-1])
    (event,) = calendar.walk("VEVENT")
    assert (method, str(event["STATUS"]), event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_calling_off_one_day_names_that_day() -> None:
    meeting = a_meeting(attendees=[GUEST], repetition=weekly(0, count=3))
    day = meeting.occurrences.all()[1]
    series.cancel(actor=meeting.organiser, meeting=meeting, original_start=day.original_start, scope=Scope.ONE)
    method, calendar = calendar_in(sent()[-1])
    (event,) = calendar.walk("VEVENT")
    assert method == "CANCEL"
    assert event["RECURRENCE-ID"].dt == day.original_start


def test_a_past_meeting_invites_nobody() -> None:
    a_meeting(start=clock.now() - timedelta(days=2), attendees=[GUEST])
    assert sent() == []


def test_an_answer_by_mail_shows() -> None:
    meeting = a_meeting(attendees=[GUEST])
    row = arrive(reply(meeting.uid))
    assert row.outcome == "calendar"
    assert meeting.attendees.get(email=GUEST).answer == "accepted"
    assert "a acceptat" in Message.objects.filter(record_id=meeting.pk).latest("pk").body_text


def test_an_answer_never_makes_another_meeting() -> None:
    meeting = a_meeting(attendees=[GUEST])
    arrive(reply(meeting.uid))
    arrive(reply(meeting.uid, answer="DECLINED"), message_id="<r2@client.test>")
    assert Meeting.objects.count() == 1
    assert meeting.attendees.get(email=GUEST).answer == "declined"


def test_an_answer_to_an_earlier_time_does_not_count() -> None:
    meeting = a_meeting(attendees=[GUEST])
    later = meeting.starts_at + timedelta(hours=2)
    update_meeting(actor=meeting.organiser, meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1))
    arrive(reply(meeting.uid, sequence=0))
    assert meeting.attendees.get(email=GUEST).answer == "needs-action"


def test_an_answer_of_a_stranger_stands_in_the_thread_and_invites_nobody() -> None:
    meeting = a_meeting(attendees=[GUEST])
    arrive(reply(meeting.uid, email="strain@altul.test"), sender="strain@altul.test")
    assert meeting.attendees.count() == 2
    assert "strain@altul.test" in Message.objects.filter(record_id=meeting.pk).latest("pk").body_text


def test_another_time_is_proposed_in_the_thread() -> None:
    meeting = a_meeting(attendees=[GUEST])
    body = reply(meeting.uid, extra="DTSTART:20261201T080000Z\r\nDTEND:20261201T090000Z\r\n")
    arrive(body.replace("METHOD:REPLY", "METHOD:COUNTER"))
    assert "10:00" in Message.objects.filter(record_id=meeting.pk).latest("pk").body_text


def test_an_answer_in_words_finds_the_thread() -> None:
    meeting = a_meeting(attendees=[GUEST])
    invitation = OutboundMessage.objects.get()
    to = f"catchall@{settings.FILON_MAIL_DOMAIN}"
    raw = a_mail(f"In-Reply-To: {invitation.message_id}", sender=GUEST, to=to, body="Ne vedem acolo")
    an_arrival(raw, sender=GUEST, recipients=[to])
    run_jobs()
    assert Message.objects.filter(record_id=meeting.pk, body_text="Ne vedem acolo").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"BEGIN:VCALENDAR\r\n" * 5000,
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nDESCRIPTION:" + b"x" * 50_000_000,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR",
        b"BEGIN:VEVENT\r\nATTENDEE;PARTSTAT\r\nEND:VEVENT",
        b"\xff\xfe\x00BEGIN:VCALENDAR",
        b"",
    ],
)
def test_a_hostile_file_is_not_opened(content: bytes) -> None:
    assert read_reply(content) is None


def test_an_endless_rule_in_an_answer_is_not_expanded() -> None:
    body = reply("1@filon", extra="DTSTART:20261201T080000Z\r\nRRULE:FREQ=SECONDLY\r\n")
    found = read_reply(body.encode())
    assert found is not None
    assert found.uid == "1@filon"


ZONE_BOMB = (
    "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:{}\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
def test_a_zone_whose_clock_changes_without_end_is_not_expanded(rule: str) -> None:
    body = reply("1@filon", extra="DTSTART;TZID=X:20261201T080000\r\n")
    begun = time.process_time()
    found = read_reply(body.replace("BEGIN:VEVENT\r\n", ZONE_BOMB.format(rule), 1).encode())
    assert found is not None
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("line", [f"SEQUENCE:{'9' * 4000}", f"DURATION:P{'9' * 5000}D", "DTSTAMP:99999999T999999Z"])
def test_a_number_beyond_all_measure_does_no_harm(line: str) -> None:
    meeting = a_meeting(attendees=[GUEST])
    found = read_reply(reply(meeting.uid, extra=f"{line}\r\n").encode())
    assert found is None or take_reply(found, sender=GUEST) is not None


def test_an_invitation_is_answered_by_its_link_without_signing_in(client: Client) -> None:
    meeting = a_meeting(attendees=[GUEST])
    link = answer_link(meeting.attendees.get(email=GUEST)).removeprefix(settings.FILON_URL)
    assert "Veniți?" in client.get(link).content.decode()
    assert meeting.attendees.get(email=GUEST).answer == "needs-action"
    client.post(link, {"answer": "tentative"})
    assert meeting.attendees.get(email=GUEST).answer == "tentative"


def test_a_forged_link_leads_nowhere(client: Client) -> None:
    meeting = a_meeting(attendees=[GUEST])
    pk = meeting.attendees.get(email=GUEST).pk
    assert client.get(f"/invitations/{pk}:forged/").status_code == 404


def test_the_invitation_shows_the_time_where_a_colleague_is(client: Client) -> None:
    ana = a_user(name="Ana", time_zone="Europe/London", language="en")
    meeting = a_meeting(attendees=[ana])
    link = answer_link(meeting.attendees.get(user=ana)).removeprefix(settings.FILON_URL)
    assert "Europe/London" in client.get(link).content.decode()
