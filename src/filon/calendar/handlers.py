"""What this room does with messages: answers to invitations count, and plain answers to them find the thread."""

from collections.abc import Sequence

from filon.calendar.models import Meeting
from filon.calendar.services.replying import read_reply, take_reply
from filon.chatter.services.posting import post_inbound
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
