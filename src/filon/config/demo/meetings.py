"""The demonstration's meetings: with customers, of the sales team every week, and those of one person alone."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from filon.accounts.models import User
from filon.calendar.choices import Answer, Channel, Frequency, Privacy, ShowAs
from filon.calendar.models import Attendee
from filon.calendar.services.attending import answer
from filon.calendar.services.planning import create_meeting
from filon.calendar.services.recurring import Repetition
from filon.calendar.services.zones import day_start
from filon.core import clock
from filon.crm.models import Lead
from filon.history.choices import Kind
from filon.history.services import recording
from filon.mail.choices import OutboundState
from filon.mail.models import OutboundMessage

HOUR = timedelta(hours=1)
REMINDERS = ((Channel.APP, 15),)
TEAM = {"ro": "Ședința echipei de vânzări", "en": "Sales team meeting"}
ROOM = {"ro": "Sala mică", "en": "The small room"}
FAIR = {"ro": "Târgul de energie", "en": "Energy fair"}
CITY = {"ro": "București, Romexpo", "en": "Bucharest, Romexpo"}
ALONE = {"ro": "La dentist", "en": "Dentist"}
WEEKS_BEFORE, WEEKS = 6, 26
VISITED_AFTER = (4, 5, 6, 3, 8, 10)
"""Days from the day of planning, which is four days ago: one was yesterday, and one is today."""


def visit(lead: Lead, subject: str, number: int) -> None:
    """A meeting of a deal's salesperson with its customer, on one of the next working days."""
    user = lead.salesperson
    assert user is not None
    start = _working_moment(VISITED_AFTER[number // 6 % 6], 9 + number % 7)
    guests = [lead.contact] if lead.contact and lead.contact.email_normalised else []
    made = create_meeting(
        actor=user,
        subject=subject,
        about_id=lead.pk,
        starts_at=start,
        ends_at=start + HOUR,
        location=lead.city,
        attendees=guests,
        reminders=REMINDERS,
    )
    invited = made.attendees.filter(contact__isnull=False).first()
    if invited is not None and number % 4:
        answer(attendee=invited, answer=Answer.ACCEPTED if number % 3 else Answer.TENTATIVE, actor=None)


def hold_others(users: dict[str, User], language: str) -> None:
    """The team's meeting every Monday, a fair that takes two days, and an hour that is nobody else's business."""
    with recording.write(users["ana"], Kind.WEB):
        weekly = _working_moment(-7 * WEEKS_BEFORE - clock.today(settings.TIME_ZONE).weekday(), 9)
        create_meeting(
            actor=users["ana"],
            subject=TEAM[language],
            starts_at=weekly,
            ends_at=weekly + HOUR,
            location=ROOM[language],
            attendees=[users["mihai"], users["ioana"]],
            reminders=REMINDERS,
            repetition=Repetition(Frequency.WEEKLY, weekdays=(0,), count=WEEKS),
        )
        first = _working_moment(8, 9).date()
        create_meeting(
            actor=users["ana"],
            subject=FAIR[language],
            starts_at=day_start(first),
            ends_at=day_start(first + timedelta(days=2)),
            is_all_day=True,
            location=CITY[language],
            show_as=ShowAs.AVAILABLE,
        )
    with recording.write(users["mihai"], Kind.WEB):
        alone = _working_moment(3, 17)
        create_meeting(
            actor=users["mihai"],
            subject=ALONE[language],
            starts_at=alone,
            ends_at=alone + HOUR,
            privacy=Privacy.PRIVATE,
        )
        Attendee.objects.filter(user__isnull=False).update(answer=Answer.ACCEPTED, answered_at=clock.now())


def settle_invitations() -> None:
    """The invitations of the demonstration went out in its own past: no mail server is to get them now."""
    waiting = OutboundMessage.objects.filter(state=OutboundState.WAITING, record__kind="meeting")
    waiting.update(state=OutboundState.SENT, sent_at=clock.now())


def _working_moment(days: int, hour: int) -> datetime:
    """So many days from today at a full hour on the wall; a weekend waits for Monday."""
    zone = ZoneInfo(settings.TIME_ZONE)
    day = clock.today(zone) + timedelta(days=days)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return datetime.combine(day, time(hour), zone)
