"""How received messages find their thread."""

from collections.abc import Sequence

from filon.chatter.choices import Reason
from filon.chatter.models import Message
from filon.chatter.services.notifying import tell
from filon.chatter.services.posting import post_inbound
from filon.mail.models import InboundMessage
from filon.mail.parsing import ParsedMessage
from filon.mail.routing import ThreadMatch


def match_reply(message_ids: Sequence[str]) -> ThreadMatch | None:
    """The thread with the newest message that carries one of these Message-Ids."""
    known = [text for text in message_ids if text]
    answered = Message.objects.filter(message_id__in=known).select_related("record").first() if known else None
    if answered is None:
        return None
    record = answered.record

    def post(parsed: ParsedMessage, inbound: InboundMessage, is_automatic: bool) -> None:
        post_inbound(record_id=record.pk, parsed=parsed, inbound=inbound, is_automatic=is_automatic)

    return ThreadMatch(record_id=record.pk, kind=record.kind, at=answered.created_at, post=post)


def tell_bounced(outbound_id: int) -> None:
    """Who wrote a message that came back hears of it; the thread shows why."""
    message = Message.objects.select_related("author_user", "record").filter(outbound_id=outbound_id).first()
    if message is not None and message.author_user is not None and message.author_user.is_active:
        tell([message.author_user], message=message, reason=Reason.BOUNCED)
