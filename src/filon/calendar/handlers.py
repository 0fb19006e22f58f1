"""What this room does with messages: answers to invitations count, and plain answers to them find the thread."""

from collections.abc import Sequence

from filon.activities.models import Activity
from filon.calendar.models import Meeting
from filon.calendar.services import stepping
from filon.calendar.services.planning import MeetingValues, cancel_meeting, update_meeting
from filon.calendar.services.replying import read_reply, take_reply
from filon.calendar.services.zones import to_utc, to_wall
from filon.chatter.services.posting import post_inbound
from filon.core import clock
from filon.mail.models import InboundMessage, OutboundMessage
from filon.mail.parsing import ParsedMessage
from filon.mail.routing import CalendarAnswer, ThreadMatch


def take_calendar(_inbound: InboundMessage, parsed: ParsedMessage, content: bytes) -> CalendarAnswer | None:
    """Take an answer to one of our meetings. An invitation of somebody else stays a message, with its file."""
    reply = read_reply(content)
    taken = take_reply(reply, sender=parsed.sender.normalised) if reply else None
    if taken is None:
        return None
    meeting, reason = taken
    return CalendarAnswer(record_id=meeting.pk, reason=reason)


def activity_changed(activity: Activity) -> None:
    """A meeting goes with the activity that stands for it: to another day, under another name."""
    meeting = _meeting_of(activity)
    if meeting is None:
        return
    values: MeetingValues = {}
    days = activity.due_on - stepping.day_of(meeting)
    if days:
        place = "UTC" if meeting.is_all_day else meeting.zone
        values["starts_at"], values["ends_at"] = (
            to_utc(to_wall(moment, place) + days, place) for moment in (meeting.starts_at, meeting.ends_at)
        )
    if activity.summary and activity.summary != meeting.subject:
        values["subject"] = activity.summary
    if values:
        update_meeting(actor=meeting.organiser, meeting=meeting, **values)


def activities_cancelled(activities: Sequence[Activity]) -> None:
    """Whoever calls an activity off calls its meeting off; one that ended with its record leaves the meeting alone."""
    for activity in activities:
        meeting = None if activity.outcome else _meeting_of(activity)
        if meeting is not None:
            cancel_meeting(actor=meeting.organiser, meeting=meeting)


def activity_done(activity: Activity) -> None:
    """What came of an activity is what came of its meeting, which is not asked again."""
    meeting = _meeting_of(activity)
    if meeting is None:
        return
    meeting.description = "\n\n".join(part for part in (meeting.description, activity.feedback) if part)
    meeting.debriefed_at = clock.now()
    meeting.save(update_fields=["description", "debriefed_at"])


def _meeting_of(activity: Activity) -> Meeting | None:
    return Meeting.objects.active().filter(activity=activity).select_related("organiser").first()


def match_invitation(message_ids: Sequence[str]) -> ThreadMatch | None:
    """The meeting whose invitation a message answers in words; it goes where the meeting is about."""
    sent = (
        OutboundMessage.objects.filter(message_id__in=list(message_ids), record__kind=Meeting.record_kind)
        .select_related("record__meeting__about")
        .first()
    )
    if sent is None or sent.record is None:
        return None
    record = sent.record.meeting.about or sent.record

    def post(parsed: ParsedMessage, inbound: InboundMessage, is_automatic: bool) -> None:
        post_inbound(record_id=record.pk, parsed=parsed, inbound=inbound, is_automatic=is_automatic)

    return ThreadMatch(record_id=record.pk, kind=record.kind, at=sent.created_at, post=post)
