"""Recognising a message that has come before."""

from dataclasses import dataclass

from filon.mail.choices import Outcome
from filon.mail.models import InboundMessage, InboundRoute

_UNSETTLED = (Outcome.RECEIVED, Outcome.DUPLICATE, Outcome.FAILED)


@dataclass(frozen=True)
class Before:
    """What earlier copies of a message, and earlier attempts with itself, have led to.

    `is_complete` says that a copy was settled as a whole, as an answer or a bounce is, rather than alias by alias.
    `copied` are the aliases that a copy has gone to, `made` those whose record was made from this very one.
    """

    is_repeated: bool
    is_complete: bool
    copied: frozenset[int]
    made: frozenset[int]
    record_id: int | None


def routed_before(*, inbound: InboundMessage) -> Before:
    """What has been done with this message.

    Copies have the same Message-Id and sender; without an id, the same bytes and recipients. A mail server that
    delivers to two addresses one after the other sends two copies, and each alias is to have its own.
    """
    if inbound.message_id:
        copies = InboundMessage.objects.filter(message_id=inbound.message_id, sender_address=inbound.sender_address)
    else:
        same = InboundMessage.objects.filter(digest=inbound.digest)
        copies = same.filter(envelope_recipients=inbound.envelope_recipients)
    others = list(copies.exclude(pk=inbound.pk).exclude(outcome__in=_UNSETTLED).order_by("pk")[:50])
    is_first_sight = not others and not inbound.attempts
    known = InboundRoute.objects.filter(inbound__in=[inbound, *others]).exclude(outcome=Outcome.FAILED)
    routes = [] if is_first_sight else list(known)
    by_alias = {route.inbound_id for route in routes if route.alias_id}
    records = [row.record_id for row in others] + [route.record_id for route in routes]
    return Before(
        is_repeated=bool(others),
        is_complete=any(row.pk not in by_alias for row in others),
        copied=frozenset(route.alias_id for route in routes if route.alias_id and route.inbound_id != inbound.pk),
        made=frozenset(
            route.alias_id
            for route in routes
            if route.alias_id and route.inbound_id == inbound.pk and route.outcome == Outcome.CREATED
        ),
        record_id=next((record for record in records if record), None),
    )
