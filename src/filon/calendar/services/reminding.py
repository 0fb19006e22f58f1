"""Reminders: what comes due in a minute is noted once, told in the app at once, and sent by mail in jobs."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from filon.calendar.choices import Answer, Channel
from filon.calendar.models import Attendee, DueReminder, Occurrence, Reminder
from filon.calendar.services.inviting import when
from filon.chatter.choices import Reason
from filon.chatter.models import Notification
from filon.core import clock
from filon.core.house import house
from filon.core.updating import update_rows
from filon.mail.services.sending import Notice, queue_notices

LATE = timedelta(minutes=30)
"""A reminder that is so much too late, because nothing ran, still goes out; a later one does not."""

KEPT = timedelta(days=30)
AT_ONCE = 100


@transaction.atomic
def note_due() -> bool:
    """Note the reminders whose minute has come, and tell those in the app. Returns whether any is to be mailed.

    What was noted before is not noted again, and what had come due before the meeting got its time never is.
    """
    now = clock.now()
    found = [due for minutes in _delays() for due in _due(minutes, now)]
    DueReminder.objects.bulk_create(found, ignore_conflicts=True, batch_size=1000)
    in_app = _waiting().filter(channel=Channel.APP).select_for_update(of=("self",)).select_related("occurrence")
    _tell(list(in_app))
    return _waiting().filter(channel=Channel.MAIL).exists()


def _waiting() -> QuerySet[DueReminder]:
    """Those that have come due and are not done, in order; what nobody could do for half an hour is left."""
    now = clock.now()
    return DueReminder.objects.filter(done_at=None, due_at__gte=now - LATE, due_at__lte=now)


def _delays() -> list[int]:
    return list(Reminder.objects.order_by().values_list("minutes_before", flat=True).distinct())


def _due(minutes: int, now: datetime) -> list[DueReminder]:
    delay = timedelta(minutes=minutes)
    coming = Occurrence.objects.filter(
        starts_at__gt=now - LATE + delay,
        starts_at__lte=now + delay,
        placed_at__lte=F("starts_at") - delay,
        meeting__is_active=True,
        meeting__reminders__minutes_before=minutes,
    )
    rows = coming.order_by("starts_at", "pk").values_list("pk", "starts_at", "meeting__reminders__channel")
    return [DueReminder(occurrence_id=pk, channel=channel, due_at=start - delay) for pk, start, channel in rows]


def _tell(due: list[DueReminder]) -> None:
    now = clock.now()
    meetings = {row.occurrence.meeting_id for row in due}
    people = dict[int, list[int]]()
    coming = Attendee.objects.filter(meeting__in=meetings, user__is_active=True).exclude(answer=Answer.DECLINED)
    for meeting_id, user_id in coming.values_list("meeting_id", "user_id"):
        people.setdefault(meeting_id, []).append(user_id or 0)
    Notification.objects.bulk_create(
        [
            Notification(user_id=user_id, record_id=row.occurrence.meeting_id, reason=Reason.MEETING, created_at=now)
            for row in due
            for user_id in people.get(row.occurrence.meeting_id, ())
        ],
        batch_size=1000,
    )
    for row in due:
        row.done_at = now
    update_rows(due, ["done_at"])


@transaction.atomic
def mail_due() -> bool:
    """Send the first reminders that wait by mail to those who come; each once, in order. Returns whether more wait."""
    waiting = _waiting().filter(channel=Channel.MAIL).order_by("due_at", "pk")
    rows = list(waiting.select_for_update(of=("self",)).select_related("occurrence__meeting__organiser")[:AT_ONCE])
    meetings = [row.occurrence.meeting_id for row in rows]
    people = dict[int, list[Attendee]]()
    coming = Attendee.objects.filter(meeting__in=meetings).exclude(answer=Answer.DECLINED).exclude(email="")
    for person in coming.select_related("user", "contact"):
        people.setdefault(person.meeting_id, []).append(person)
    language, moment = house().language, clock.now()
    queue_notices(
        notices=[_notice(row, person, language) for row in rows for person in people.get(row.occurrence.meeting_id, ())]
    )
    for row in rows:
        row.done_at = moment
    update_rows(rows, ["done_at"])
    return len(rows) == AT_ONCE


def _notice(due: DueReminder, person: Attendee, language: str) -> Notice:
    """What a person is sent, in his language, else in the house's."""
    day = due.occurrence
    meeting = day.meeting
    known = person.user or person.contact
    with override((known.language if known else "") or language):
        rows = [
            meeting.subject,
            when(meeting, day, person.user.zone if person.user else ""),
            meeting.location,
            meeting.video_url,
        ]
        return Notice(
            record_id=meeting.pk,
            to=person.email,
            subject=_("Reminder: %(meeting)s") % {"meeting": meeting.subject},
            text="\n".join(row for row in rows if row),
        )


def forget_old() -> None:
    """Delete the notes of reminders that went out a month ago."""
    DueReminder.objects.filter(due_at__lt=clock.now() - KEPT).delete()
