"""Telling a sender that his message was not taken, when that is safe."""

import re
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from filon.contacts.services.finding import find_by_email
from filon.core import clock
from filon.core.house import house
from filon.mail.models import InboundMessage
from filon.mail.parsing import Address, ParsedMessage
from filon.mail.services.addressing import BOUNCE, own_address, own_local_part
from filon.mail.services.composing import Draft, is_sendable
from filon.mail.services.sending import enqueue_draft
from filon.organisation.models import Organisation

_MACHINES = re.compile(
    r"^(mailer-daemon|postmaster|abuse|no-?reply|do-?not-?reply|noresponse|bounces?)\b", re.IGNORECASE
)
ANSWERED_ONCE_IN = timedelta(days=1)
_QUOTED_LINES = 40


def answer(
    *, inbound: InboundMessage, parsed: ParsedMessage, text: str, arguments: dict[str, str], instead: str = ""
) -> None:
    """Send the sender `text` (an English msgid) with `arguments`, in his language if we know him; or our own `instead`.

    Nothing is sent where an answer could hit the wrong person or start a loop: to machines, lists, mass mail, null
    return paths, our own addresses, and to whoever has been answered within a day.
    """
    to = _answer_address(inbound, parsed)
    if to is None or _was_answered(inbound):
        return
    contact = find_by_email(to.normalised)
    with override((contact.language if contact else "") or house().language):
        organisation = Organisation.current().name
        draft = Draft(
            sender=Address(organisation, own_address(BOUNCE)),
            to=(to,),
            subject=f"Re: {parsed.subject}",
            text=(instead.strip() or _(text) % {**arguments, "company": organisation}) + "\n\n" + _quoted(parsed),
            references=(parsed.message_id,) if parsed.message_id else (),
            is_automatic=True,
            is_refusal=True,
        )
    enqueue_draft(draft=draft, record_id=None, author=None, pause=timedelta())
    inbound.is_answered = True
    inbound.save(update_fields=["is_answered"])


def _answer_address(inbound: InboundMessage, parsed: ParsedMessage) -> Address | None:
    """Where the answer goes: the return path, else the sender; None where no answer is safe."""
    is_null_path = parsed.return_path == "" or (inbound.transport in ("smtp", "lmtp") and not inbound.envelope_sender)
    if parsed.is_automatic or parsed.is_bulk or parsed.is_bounce or is_null_path:
        return None
    to = Address(parsed.sender.name, inbound.envelope_sender or parsed.return_path or parsed.sender.address)
    is_machine = any(_MACHINES.match(address) for address in (to.address, parsed.sender.address))
    if is_machine or not is_sendable(to) or own_local_part(to.address) is not None:
        return None
    return to


def _was_answered(inbound: InboundMessage) -> bool:
    """Whether the sender, or whoever is to get the answer, has had one within a day."""
    recent = InboundMessage.objects.filter(is_answered=True, received_at__gt=clock.now() - ANSWERED_ONCE_IN)
    same = Q(sender_address=inbound.sender_address)
    if inbound.envelope_sender:
        same |= Q(envelope_sender__iexact=inbound.envelope_sender)
    return recent.filter(same).exclude(pk=inbound.pk).exists()


def _quoted(parsed: ParsedMessage) -> str:
    return "\n".join(f"> {line[:500]}" for line in parsed.text.splitlines()[:_QUOTED_LINES])
