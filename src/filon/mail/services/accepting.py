"""Making a record of a message that routing has refused, failed or left aside: a person has read it and wants it."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.core.files import file_store
from filon.history.services import recording
from filon.mail.choices import Outcome
from filon.mail.models import Alias, InboundMessage
from filon.mail.parsing import parse
from filon.mail.routing import alias_owners
from filon.mail.services.making import RouteMaker

ACCEPTED = (Outcome.REFUSED, Outcome.FAILED, Outcome.AUTO_REPLY, Outcome.DUPLICATE, Outcome.THREADED, Outcome.BOUNCE)


def may_accept(user: User, alias: Alias) -> bool:
    """Whether `user` may decide about messages to the alias: an administrator, and who leads what it belongs to."""
    leads = alias_owners.get(alias.owner.kind)
    return user.is_administrator or (leads is not None and leads(user, alias.owner_id))


def is_acceptable(inbound: InboundMessage) -> bool:
    """Whether a record can still be made of the message."""
    return inbound.outcome in ACCEPTED


@transaction.atomic
def accept_message(*, inbound: InboundMessage, alias: Alias, actor: User) -> int:
    """Make the record that a message to `alias` becomes, whatever the policy says; returns its id.

    DomainError when the record cannot be made; Conflict when it has been made already.
    """
    if not may_accept(actor, alias):
        raise NotAllowed(_("Only an administrator or the team’s leader may do this."))
    locked = InboundMessage.objects.select_for_update().get(pk=inbound.pk)
    if not is_acceptable(locked):
        raise Conflict(_("Something has already been made of this message."))
    try:
        parsed = parse(file_store().get(locked.digest))
    except OSError:
        raise DomainError(_("The file of the message cannot be read.")) from None
    recording.describe(gettext_noop("Accepted a message"))
    result = RouteMaker(locked, parsed).accept(alias)
    if result.record_id is None:
        raise DomainError(result.reason)
    locked.outcome, locked.record_id, locked.settled_at = Outcome.CREATED, result.record_id, clock.now()
    locked.reason = _("Accepted by %(name)s for %(address)s.") % {"name": actor.name, "address": alias.address}
    locked.save(update_fields=["outcome", "record", "reason", "settled_at"])
    return result.record_id
