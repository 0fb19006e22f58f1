"""What a person does about a message on the ledger, and what heals itself."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import Conflict, NotAllowed
from filon.history.services import recording
from filon.mail.choices import Outcome
from filon.mail.hooks import message_arrived
from filon.mail.models import InboundMessage

RETRIED = (Outcome.FAILED, Outcome.REFUSED, Outcome.DUPLICATE, Outcome.AUTO_REPLY)
HEALED_AFTER = timedelta(minutes=1)


def may_retry(inbound: InboundMessage) -> bool:
    """Whether there is anything left that could become of the message."""
    return inbound.outcome in RETRIED and not (inbound.outcome == Outcome.AUTO_REPLY and inbound.record_id)


@transaction.atomic
def retry_inbound(*, inbound: InboundMessage, actor: User) -> InboundMessage:
    """Route a message again: one that failed or was refused, or one that was wrongly taken for a copy or a machine's.

    Aliases whose record it has already made are left out.
    """
    if not actor.is_administrator:
        raise NotAllowed(_("Only an administrator can have a message routed again."))
    locked = InboundMessage.objects.select_for_update().get(pk=inbound.pk)
    if not may_retry(locked):
        raise Conflict(_("There is nothing left to do for this message."))
    recording.describe(gettext_noop("Had a message routed again"))
    is_insisted = locked.outcome != Outcome.FAILED
    locked.outcome, locked.reason, locked.settled_at = Outcome.RECEIVED, "", None
    locked.attempts += 1
    locked.save(update_fields=["outcome", "reason", "settled_at", "attempts"])
    message_arrived.run(locked.pk, is_insisted)
    return locked


def has_arrivals() -> bool:
    """Whether messages wait to be routed together."""
    return InboundMessage.objects.waiting().filter(attempts=0).exists()


def stuck() -> int:
    """How many messages have waited for more than a minute to be routed."""
    late = clock.now() - HEALED_AFTER
    return InboundMessage.objects.waiting().filter(received_at__lt=late).count()


def unrouted() -> list[int]:
    """The messages that have waited for more than a minute for the job of their own, at most 500."""
    late = clock.now() - HEALED_AFTER
    waiting = InboundMessage.objects.waiting().filter(attempts__gt=0, received_at__lt=late)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:500])
