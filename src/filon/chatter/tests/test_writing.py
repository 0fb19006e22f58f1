"""Writing later, with a copy, with a mention; who is told, how, and who is never written to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from filon.accounts.testing import a_user
from filon.chatter.choices import Channel, Reason
from filon.chatter.forms.composer import ScheduleForm
from filon.chatter.models import Notification
from filon.chatter.services import following
from filon.chatter.services.mentioning import mentioned
from filon.chatter.services.notifying import choose_channel
from filon.chatter.services.pinning import pin, pinned
from filon.chatter.services.reading import search_thread
from filon.chatter.services.sending import post_message, reschedule_message
from filon.chatter.testing import a_note, a_received_message, a_template
from filon.contacts.choices import SuppressionKind
from filon.contacts.services.suppressing import suppress
from filon.contacts.testing import a_person
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.mail.hooks import message_bounced
from filon.mail.models import OutboundMessage

pytestmark = pytest.mark.django_db


def test_a_message_for_later_waits_and_can_be_moved_or_sent_now() -> None:
    ana, elena = a_user(name="Ana"), a_person(email="elena@x.example")
    moment = clock.now() + timedelta(days=2)
    message = post_message(actor=ana, record_id=elena.pk, body="Bună", cc=["ion@x.example"], send_at=moment)
    waiting = OutboundMessage.objects.get()
    assert (waiting.send_after, waiting.is_scheduled, waiting.cc) == (moment, True, ["ion@x.example"])
    assert message.people.endswith("Cc: ion@x.example")
    reschedule_message(actor=ana, message=message, send_at=clock.now())
    waiting.refresh_from_db()
    assert not waiting.is_scheduled
    assert waiting.send_after <= clock.now()


def test_who_objected_is_not_written_to_unless_he_wrote_to_us() -> None:
    ana, elena = a_user(), a_person(email="elena@x.example")
    suppress(actor=None, kind=SuppressionKind.EMAIL, value="elena@x.example")
    with pytest.raises(DomainError, match="elena@x"):
        post_message(actor=ana, record_id=elena.pk, body="Bună")
    a_received_message(elena.pk, sender="elena@x.example")
    assert post_message(actor=ana, record_id=elena.pk, body="Bună").pk


def test_a_mention_is_the_longest_name_and_tells_who_does_not_follow() -> None:
    ana, long, mihai = a_user(name="Ana"), a_user(name="Ana Dobre"), a_user(name="Mihai Țurcanu")
    assert mentioned("întreab-o pe @Ana Dobre, nu pe @mihai turcanu") == [mihai, long]
    assert mentioned("scrie la ana@firma.ro sau @Anabela") == []
    a_note(a_person().pk, mihai, "@Ana Dobre, @Ana: vezi?")
    told = Notification.objects.filter(reason=Reason.MENTION).values_list("user_id", flat=True)
    assert set(told) == {ana.pk, long.pk}


def test_mentions_come_by_mail_and_the_rest_to_those_who_choose_it(settings) -> None:
    settings.FILON_EMAIL_URL = "smtp://127.0.0.1:1"
    ana, mihai, elena = a_user(name="Ana"), a_user(name="Mihai Pop"), a_person()
    following.follow(actor=mihai, record_id=elena.pk, user=mihai)
    a_note(elena.pk, ana, "O notă")
    assert not OutboundMessage.objects.exists()
    a_note(elena.pk, ana, "@Mihai Pop, vezi")
    choose_channel(actor=mihai, channel=Channel.MAIL)
    a_note(elena.pk, ana, "Alta")
    assert [row.to for row in OutboundMessage.objects.all()] == [[mihai.email]] * 2


def test_a_follower_hears_only_of_his_topics() -> None:
    ana, mihai, elena = a_user(name="Ana"), a_user(name="Mihai"), a_person()
    following.follow(actor=mihai, record_id=elena.pk, user=mihai)
    following.choose_topics(actor=mihai, record_id=elena.pk, topics=["messages"])
    a_note(elena.pk, ana)
    assert not Notification.objects.exists()
    a_received_message(elena.pk)
    assert Notification.objects.filter(user=mihai).count() == 1


def test_whoever_wrote_hears_of_what_came_back() -> None:
    ana, elena = a_user(), a_person(email="elena@x.example")
    message = post_message(actor=ana, record_id=elena.pk, body="Bună")
    message_bounced.run(message.outbound_id or 0)
    assert Notification.objects.get(reason=Reason.BOUNCED).user == ana


def test_a_thread_is_searched_without_case_and_diacritics_and_pins_stand_above_it() -> None:
    ana, elena = a_user(), a_person()
    note = a_note(elena.pk, ana, "Preferă ȚUICA de Pâncota")
    a_note(elena.pk, ana, "altceva")
    assert search_thread(elena.pk, "tuica pancota") == [note]
    pin(actor=ana, message=note)
    assert pinned(elena.pk) == [note]


def test_the_composer_gets_the_words_of_a_template(client: Client) -> None:
    client.force_login(a_user())
    elena = a_person("Elena Țăranu")
    said = client.get(f"/r/{elena.pk}/thread/templates/{a_template().pk}/").json()
    assert said["body"] == "Bună ziua, Elena Țăranu"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mâine 9:30", "2026-11-27 09:30"),
        ("15.12 10:00", "2026-12-15 10:00"),
        ("15.12.2026, 10:00", "2026-12-15 10:00"),
        ("2026-12-15T10:00", "2026-12-15 10:00"),
        ("23:45", "2026-11-26 23:45"),
        ("vineri", "2026-11-27 09:00"),
        ("+2s", "2026-12-10 09:00"),
        ("", None),
    ],
)
def test_a_moment_is_written_as_people_say_it(typed: str, meant: str | None, monkeypatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 26, 8, tzinfo=UTC))
    form = ScheduleForm({"send_at": typed})
    assert form.is_valid(), form.errors
    found = form.cleaned_data["send_at"]
    assert (f"{timezone.localtime(found):%Y-%m-%d %H:%M}" if found else None) == meant


@pytest.mark.parametrize("typed", ["ieri 9:00", "mâine 25:00", "cândva", "31.11 9:00", "9:00:00:00", "\x00"])
def test_a_moment_that_has_passed_or_means_nothing_is_refused(typed: str) -> None:
    assert "send_at" in ScheduleForm({"send_at": typed}).errors
