"""People whom a received message names beside its sender: in Cc, or as the writer of what was forwarded."""

from email.utils import parseaddr

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.chatter.hooks import Recipient, sender_takers
from filon.chatter.models import Follower, Message
from filon.chatter.services.following import follow, follow_as_address, follow_as_contact
from filon.chatter.services.records import require_change
from filon.contacts.services.finding import find_by_email
from filon.core.exceptions import DomainError
from filon.core.normalising import normalised_email
from filon.history.services import recording


@transaction.atomic
def let_cc_follow(*, actor: User, message: Message) -> int:
    """Let everybody in Cc of a received message follow its record, as user, contact or address; returns how many."""
    require_change(actor, message.record_id)
    addresses = [normalised_email(parseaddr(text)[1]) for text in message.received.get("cc", [])]
    before = Follower.objects.filter(record_id=message.record_id).count()
    for address in filter(None, addresses):
        _let_follow(actor, message.record_id, address)
    return Follower.objects.filter(record_id=message.record_id).count() - before


@transaction.atomic
def take_first_writer(*, actor: User, message: Message) -> str:
    """Make who first wrote a forwarded message the person whom the record is about; returns what was done, in words."""
    require_change(actor, message.record_id)
    name, address = parseaddr(message.received.get("passed_on", ""))
    taker = sender_takers.get(message.record.kind)
    if not address or taker is None:
        raise DomainError(_("This message names nobody who could be taken."))
    recording.describe(gettext_noop("Took the writer of a forwarded message"))
    return taker(actor, message.record_id, Recipient(normalised_email(address), name))


def _let_follow(actor: User, record_id: int, address: str) -> None:
    user = User.objects.active().filter(email=address).first()
    contact = find_by_email(address) if user is None else None
    if user is not None:
        follow(actor=actor, record_id=record_id, user=user)
    elif contact is not None and contact.email_normalised:
        follow_as_contact(actor=actor, record_id=record_id, contact=contact)
    else:
        follow_as_address(actor=actor, record_id=record_id, address=address)
