"""Which thread a received message answers."""

from collections.abc import Sequence

from filon.chatter.models import Message


def thread_answered(message_ids: Sequence[str]) -> Message | None:
    """The newest message of any thread that carries one of these Message-Ids."""
    known = [text for text in message_ids if text]
    return Message.objects.filter(message_id__in=known).select_related("record").first() if known else None
