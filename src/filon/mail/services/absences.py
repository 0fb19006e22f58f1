"""Automatic answers that do not say what they answer, as many mail programs write them for people who are away."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings

from filon.core import clock
from filon.core.normalising import folded, normalised_email
from filon.mail.models import OutboundMessage
from filon.mail.parsing import ParsedMessage

WITHIN = timedelta(days=14)
"""As long ago as we may have written to whoever is away."""

_LOOKED_AT = 20


def answered_by_absence(*, parsed: ParsedMessage, tokens: Iterable[str]) -> tuple[str, ...]:
    """The Message-Id of the message of ours that a machine answers, or nothing.

    It is the one to whose return address the answer went (RFC 3834, 4), as `tokens` tell, else the last that we sent to
    the sender about a record. Reports of failed delivery are no answers, and neither is what others say in his place.
    """
    address = parsed.sender.normalised
    if not parsed.is_automatic or parsed.is_bounce or not address:
        return ()
    by_token = OutboundMessage.objects.filter(
        message_id__in=[f"<{one}@{settings.FILON_MAIL_DOMAIN}>" for one in tokens]
    )
    late = OutboundMessage.objects.filter(
        created_at__gt=clock.now() - WITHIN, record__isnull=False, search_text__contains=folded(address)
    )
    found = [message for message in (*by_token, *late.order_by("-pk")[:_LOOKED_AT]) if _is_to(message, address)]
    return (found[0].message_id,) if found else ()


def _is_to(message: OutboundMessage, address: str) -> bool:
    return address in {normalised_email(text) for text in (*message.to, *message.cc)}
