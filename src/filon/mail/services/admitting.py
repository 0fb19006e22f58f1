"""Who may write to an alias, and how much."""

from datetime import timedelta

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.core import clock
from filon.mail.choices import AliasPolicy, Outcome
from filon.mail.models import Alias, InboundMessage, InboundRoute
from filon.mail.routing import follower_checks

FLOOD_LIMIT = 20
FLOOD_WINDOW = timedelta(minutes=120)
AUTOMATIC_LIMIT = 10
AUTOMATIC_WINDOW = timedelta(hours=1)


def is_admitted(*, alias: Alias, sender: str, record_id: int) -> bool:
    """Whether the person with the normalised address `sender` may write to `alias`.

    `record_id` is what followers must follow: the alias's owner, or for an answer the record that is answered.
    """
    if alias.policy == AliasPolicy.EVERYONE:
        return True
    if not sender:
        return False
    if alias.policy == AliasPolicy.PARTNERS:
        is_contact = Contact.objects.active().filter(email_normalised=sender).exists()
        return is_contact or User.objects.active().filter(email__iexact=sender).exists()
    return any(check(record_id, sender) for check in follower_checks)


def allowed_people(alias: Alias) -> str:
    """Who may write to an alias that does not take everybody's messages, for the answer to those who may not."""
    if alias.policy == AliasPolicy.PARTNERS:
        return _("people whose address we already know")
    return _("people who follow it")


def writes_too_often(*, inbound: InboundMessage) -> bool:
    """Whether the sender has already made 20 records in the last 120 minutes."""
    since = clock.now() - FLOOD_WINDOW
    made = InboundRoute.objects.filter(
        outcome=Outcome.CREATED, inbound__sender_address=inbound.sender_address, inbound__received_at__gt=since
    )
    return made.count() >= FLOOD_LIMIT


def answers_itself_too_often(*, record_id: int) -> bool:
    """Whether machines have already written ten messages into this thread in the last hour."""
    since = clock.now() - AUTOMATIC_WINDOW
    written = InboundMessage.objects.filter(record=record_id, outcome=Outcome.AUTO_REPLY, received_at__gt=since)
    return written.count() >= AUTOMATIC_LIMIT
