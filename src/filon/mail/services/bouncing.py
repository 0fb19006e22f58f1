"""What a report of failed delivery means for the message that failed."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from filon.contacts.services.bouncing import note_returned
from filon.mail.choices import OutboundState
from filon.mail.hooks import message_bounced
from filon.mail.models import OutboundMessage
from filon.mail.parsing import BounceDetails, ParsedMessage
from filon.mail.reasons import as_told


@transaction.atomic
def note_bounce(*, parsed: ParsedMessage, tokens: tuple[str, ...]) -> tuple[OutboundMessage | None, str]:
    """Mark the message of ours that came back; returns it, if it is known, and what happened in words.

    `tokens` are those of the bounce addresses that the report was sent to; they name the message beyond doubt.
    A report that the delivery is only late changes nothing.
    """
    details = parsed.bounce
    message = _failed_message(parsed, tokens)
    said = _said(details)
    if message is None:
        return None, _("A report about a message that we do not know. %(said)s") % {"said": said}
    if details.is_delivered:
        return message, _("Our message was delivered. %(said)s") % {"said": said}
    if not details.is_final:
        return message, _("Our message is late, and the mail server goes on trying. %(said)s") % {"said": said}
    note_returned(address=details.recipient or _only_recipient(message), reason=said)
    locked = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    locked.state, locked.reasons = OutboundState.BOUNCED, [as_told(said)]
    locked.save(update_fields=["state", "reasons"])
    message_bounced.run(locked.pk)
    return locked, _("Our message came back. %(said)s") % {"said": said}


def _only_recipient(message: OutboundMessage) -> str:
    return message.to[0] if len(message.to) == 1 else ""


def _failed_message(parsed: ParsedMessage, tokens: tuple[str, ...]) -> OutboundMessage | None:
    by_address = [f"<{token}@{settings.FILON_MAIL_DOMAIN}>" for token in tokens]
    for known in (by_address, [parsed.bounce.message_id], list(parsed.answered_ids)):
        found = OutboundMessage.objects.filter(message_id__in=[text for text in known if text]).first()
        if found:
            return found
    return None


def _said(details: BounceDetails) -> str:
    return ": ".join(part for part in (details.recipient, details.reason or details.status) if part)
