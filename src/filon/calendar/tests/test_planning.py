"""Meetings: made, changed, called off."""

from datetime import timedelta

import pytest

from filon.accounts.testing import a_user
from filon.calendar.choices import Frequency, Scope
from filon.calendar.models import Attendee, Meeting, Occurrence
from filon.calendar.services import series
from filon.calendar.services.planning import cancel_meeting, create_meeting, update_meeting
from filon.calendar.services.recurring import MOST, Repetition
from filon.calendar.services.zones import exists, to_utc, to_wall
from filon.calendar.testing import a_meeting, at, weekly
from filon.contacts.testing import a_person
from filon.core import clock
from filon.core.exceptions import DomainError, NotAllowed
from filon.history.services.recording import write
from filon.history.services.undoing import undo

pytestmark = pytest.mark.django_db


def wall_times(meeting: Meeting) -> list[str]:
    return [f"{to_wall(row.starts_at, 'Europe/Bucharest'):%m-%d %H:%M}" for row in meeting.occurrences.all()]


def test_a_meeting_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        a_meeting(start=at("2026-11-26 10:00"), ends_at=at("2026-11-26 09:00"))
    assert list(refusal.value.errors) == ["ends"]


def test_a_meeting_without_a_subject_is_refused() -> None:
    with pytest.raises(DomainError):
        a_meeting("  ")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        a_meeting(zone="Europe/Bucuresti")
    assert "Europe/Bucuresti" in str(refusal.value)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "two words"])
def test_a_video_link_that_is_no_web_address_is_refused(link: str) -> None:
    with pytest.raises(DomainError):
        a_meeting(video_url=link)


def test_a_daily_series_of_ten_years_is_bounded_and_says_until_when() -> None:
    until = at("2036-11-24 10:00").date()
    meeting = a_meeting(start=at("2026-11-24 10:00"), repetition=Repetition(Frequency.DAILY, until=until))
    assert meeting.occurrences.count() == MOST
    assert meeting.until == at("2028-11-22 10:00").date()


def test_a_series_without_an_end_gets_one() -> None:
    meeting = a_meeting(start=at("2026-11-24 10:00"), repetition=Repetition(Frequency.YEARLY))
    assert meeting.until is not None
    assert meeting.occurrences.count() <= 11


def test_a_series_keeps_the_clock_on_the_wall_when_the_clocks_change() -> None:
    meeting = a_meeting(start=at("2026-10-20 09:00"), repetition=weekly(1, count=3))
    assert wall_times(meeting) == ["10-20 09:00", "10-27 09:00", "11-03 09:00"]
    first, second, _third = meeting.occurrences.all()
    assert second.starts_at - first.starts_at == timedelta(days=7, hours=1)


def test_a_time_that_does_not_exist_is_an_hour_later() -> None:
    wall = to_wall(at("2027-03-27 03:30"), "Europe/Bucharest") + timedelta(days=1)
    assert not exists(wall, "Europe/Bucharest")
    assert to_wall(to_utc(wall, "Europe/Bucharest"), "Europe/Bucharest").hour == 4


def test_a_time_that_exists_twice_is_the_first_one() -> None:
    wall = to_wall(at("2026-10-24 03:30"), "Europe/Bucharest") + timedelta(days=1)
    assert to_utc(wall, "Europe/Bucharest").hour == 0


def test_a_series_starts_on_the_first_day_of_its_rule() -> None:
    meeting = a_meeting(start=at("2026-11-23 10:00"), repetition=weekly(1, count=2))
    assert wall_times(meeting) == ["11-24 10:00", "12-01 10:00"]


def test_the_thirty_first_skips_shorter_months() -> None:
    rule = Repetition(Frequency.MONTHLY, month_day=31, count=3)
    assert wall_times(a_meeting(start=at("2026-12-31 10:00"), repetition=rule)) == [
        "12-31 10:00",
        "01-31 10:00",
        "03-31 10:00",
    ]


def test_a_series_on_the_last_friday_is_on_the_last_friday() -> None:
    rule = Repetition(Frequency.MONTHLY, weekdays=(4,), position=-1, count=2)
    assert wall_times(a_meeting(start=at("2026-11-01 10:00"), repetition=rule)) == ["11-27 10:00", "12-25 10:00"]


def test_weekly_without_a_day_is_refused() -> None:
    with pytest.raises(DomainError):
        a_meeting(repetition=Repetition(Frequency.WEEKLY))


def test_one_meeting_of_a_series_is_moved_alone() -> None:
    meeting = a_meeting(start=at("2026-11-24 10:00"), repetition=weekly(1, count=3))
    second = meeting.occurrences.all()[1]
    series.change(
        actor=meeting.organiser,
        meeting=meeting,
        original_start=second.original_start,
        scope=Scope.ONE,
        starts_at=at("2026-12-02 15:00"),
        ends_at=at("2026-12-02 16:00"),
    )
    assert wall_times(meeting) == ["11-24 10:00", "12-02 15:00", "12-08 10:00"]


def test_all_meetings_of_a_series_move_with_the_one_that_was_dragged() -> None:
    meeting = a_meeting(start=at("2026-11-24 10:00"), repetition=weekly(1, 3, count=4))
    third = meeting.occurrences.all()[2]
    series.change(
        actor=meeting.organiser,
        meeting=meeting,
        original_start=third.original_start,
        scope=Scope.ALL,
        starts_at=at("2026-12-02 09:00"),
        ends_at=at("2026-12-02 10:00"),
    )
    assert wall_times(meeting) == ["11-25 09:00", "11-27 09:00", "12-02 09:00", "12-04 09:00"]


def test_a_series_with_a_last_day_keeps_its_number_when_moved_an_hour_earlier() -> None:
    rule = Repetition(Frequency.WEEKLY, weekdays=(1,), until=at("2026-12-08 10:00").date())
    meeting = a_meeting(start=at("2026-11-24 10:00"), repetition=rule)
    first = meeting.occurrences.all()[0]
    values = {"starts_at": at("2026-11-24 08:00"), "ends_at": at("2026-11-24 09:00")}
    series.change(
        actor=meeting.organiser, meeting=meeting, original_start=first.original_start, scope=Scope.ALL, **values
    )
    assert wall_times(meeting) == ["11-24 08:00", "12-01 08:00", "12-08 08:00"]


def test_this_and_the_following_become_a_series_of_their_own() -> None:
    meeting = a_meeting(start=at("2026-11-24 10:00"), repetition=weekly(1, count=5))
    third = meeting.occurrences.all()[2]
    new = series.change(
        actor=meeting.organiser,
        meeting=meeting,
        original_start=third.original_start,
        scope=Scope.FOLLOWING,
        subject="Altceva",
        starts_at=at("2026-12-09 10:00"),
        ends_at=at("2026-12-09 11:00"),
    )
    meeting.refresh_from_db()
    assert wall_times(meeting) == ["11-24 10:00", "12-01 10:00"]
    assert wall_times(new) == ["12-09 10:00", "12-16 10:00", "12-23 10:00"]
    assert new.uid != meeting.uid


def test_one_meeting_of_a_series_is_called_off() -> None:
    meeting = a_meeting(start=at("2026-11-24 10:00"), repetition=weekly(1, count=3))
    second = meeting.occurrences.all()[1]
    series.cancel(actor=meeting.organiser, meeting=meeting, original_start=second.original_start, scope=Scope.ONE)
    assert wall_times(meeting) == ["11-24 10:00", "12-08 10:00"]


def test_whole_days_are_the_same_days_for_everyone() -> None:
    start = at("2026-11-26 02:00").replace(hour=0)
    meeting = a_meeting(start=start, ends_at=start + timedelta(days=2), is_all_day=True)
    assert Occurrence.objects.get(meeting=meeting).starts_at == start


def test_an_attendee_named_twice_is_invited_once() -> None:
    ana = a_user(name="Ana Dobre", email="ana@exemplu.test")
    client = a_person(name="Elena Țăranu", email="elena@client.test")
    meeting = a_meeting(attendees=[ana, "ANA@exemplu.test", client, "elena@client.test", "alt@client.test"])
    assert meeting.attendees.count() == 4


def test_inviting_oneself_changes_nothing() -> None:
    ioana = a_user(name="Ioana", email="ioana@exemplu.test")
    meeting = a_meeting(organiser=ioana, attendees=[ioana, "ioana@exemplu.test"])
    assert [(row.user, row.answer) for row in meeting.attendees.all()] == [(ioana, "accepted")]


def test_what_is_no_address_cannot_be_invited() -> None:
    with pytest.raises(DomainError) as refusal:
        a_meeting(attendees=["nu e adresă"])
    assert list(refusal.value.errors) == ["attendees"]


def test_a_meeting_about_a_record_one_may_not_see_is_refused() -> None:
    stranger = a_user(name="Străin")
    secret = a_meeting("Secret", privacy="private")
    with pytest.raises(NotAllowed):
        create_meeting(
            actor=stranger,
            subject="Vizită",
            starts_at=clock.now(),
            ends_at=clock.now(),
            about_id=secret.pk,
        )


def test_whoever_is_not_invited_cannot_change_a_meeting() -> None:
    with pytest.raises(NotAllowed):
        update_meeting(actor=a_user(), meeting=a_meeting(), subject="Altceva")


def test_a_private_meeting_is_hidden_from_others_even_from_administrators() -> None:
    meeting = a_meeting(privacy="private")
    assert not Meeting.objects.visible_to(a_user(role="administrator")).filter(pk=meeting.pk).exists()
    assert Meeting.objects.visible_to(meeting.organiser).filter(pk=meeting.pk).exists()


def test_a_new_time_asks_everybody_again() -> None:
    ana = a_user(name="Ana")
    meeting = a_meeting(attendees=[ana])
    Attendee.objects.filter(user=ana).update(answer="accepted")
    update_meeting(
        actor=meeting.organiser,
        meeting=meeting,
        starts_at=meeting.starts_at + timedelta(hours=1),
        ends_at=meeting.ends_at + timedelta(hours=1),
    )
    assert meeting.attendees.get(user=ana).answer == "needs-action"
    assert meeting.attendees.get(user=meeting.organiser).answer == "accepted"


def test_undoing_a_cancellation_brings_the_days_back() -> None:
    meeting = a_meeting(repetition=Repetition(Frequency.DAILY, count=3))
    with write(meeting.organiser, "web") as change_set:
        cancel_meeting(actor=meeting.organiser, meeting=meeting)
    assert meeting.occurrences.count() == 0
    undo(change_set.id or 0, meeting.organiser)
    assert meeting.occurrences.count() == 3
