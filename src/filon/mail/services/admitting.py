"""Who may write to an alias, and how much."""

from datetime import timedelta

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.contacts.services.finding import with_email
from filon.core import clock
from filon.mail.choices import AliasPolicy, Outcome
from filon.mail.models import Alias, InboundMessage, InboundRoute, MailSettings
from filon.mail.parsing import ParsedMessage
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
        return with_email(sender).exists() or User.objects.active().filter(email__iexact=sender).exists()
    return any(check(record_id, sender) for check in follower_checks)


def is_authentic(*, parsed: ParsedMessage, settings: MailSettings) -> bool:
    """Whether our own mail server says that the sender's domain stands by the message (DMARC)."""
    server = settings.authentication_server.lower()
    said = [verdict.result for verdict in parsed.verdicts if verdict.method == "dmarc" and verdict.server == server]
    return bool(server) and bool(said) and said[0] == "pass"


def lacks_proof(*, alias: Alias, parsed: ParsedMessage) -> bool:
    """Whether the message would have to be shown to come from whom it names, and was not."""
    if alias.policy != AliasPolicy.PARTNERS:
        return False
    settings = MailSettings.current()
    return settings.requires_dmarc and not is_authentic(parsed=parsed, settings=settings)


def allowed_people(alias: Alias) -> str:
    """Who may write to an alias that does not take everybody's messages, for the answer to those who may not."""
    if alias.policy == AliasPolicy.PARTNERS:
        return _("people whose address we already know")
    return _("people who follow it")


def writes_too_often(*, inbound: InboundMessage) -> bool:
    """Whether the sender has already made 20 records in the last 120 minutes, and is not trusted."""
    since = clock.now() - FLOOD_WINDOW
    made = InboundRoute.objects.filter(
        outcome=Outcome.CREATED, inbound__sender_address=inbound.sender_address, inbound__received_at__gt=since
    )
    is_many = made.count() >= FLOOD_LIMIT
    return is_many and inbound.sender_address not in MailSettings.current().trusted_senders


def answers_itself_too_often(*, record_id: int) -> bool:
    """Whether machines have already written ten messages into this thread in the last hour."""
    since = clock.now() - AUTOMATIC_WINDOW
    written = InboundMessage.objects.filter(record=record_id, outcome=Outcome.AUTO_REPLY, received_at__gt=since)
    return written.count() >= AUTOMATIC_LIMIT
