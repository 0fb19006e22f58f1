"""To whom a message about a record goes."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from filon.chatter.choices import MessageKind
from filon.chatter.hooks import Recipient, recipient_sources
from filon.chatter.models import Follower, Message
from filon.chatter.services.following import followers_of
from filon.contacts.models import Contact
from filon.contacts.services.suppressing import suppressed
from filon.core.exceptions import DomainError
from filon.core.models import Record
from filon.core.normalising import normalised_email
from filon.mail.models import Alias


def suggested(record_id: int, *, kind: str = "", followers: Iterable[Follower] | None = None) -> list[Recipient]:
    """The people outside whom a message about the record concerns: those that its kind names, who wrote last, and
    followers who are not users. Nobody twice, and never an address of ours. What is known already saves a query.
    """
    kind = kind or Record.objects.filter(pk=record_id).values_list("kind", flat=True).first() or ""
    source = recipient_sources.get(kind)
    following = followers_of(record_id) if followers is None else followers
    found = [*(source(record_id) if source else ()), *_last_writer(record_id), *_outside(following)]
    ours = {alias.address for alias in Alias.objects.all()}
    by_address: dict[str, Recipient] = {}
    for recipient in found:
        address = normalised_email(recipient.address)
        if address and address not in ours:
            by_address.setdefault(address, Recipient(address, recipient.name, recipient.role))
    return list(by_address.values())


def chosen(record_id: int, addresses: Iterable[str]) -> list[Recipient]:
    """The recipients with these addresses, named as `suggested` names them. DomainError for what is no address."""
    known = {recipient.address: recipient for recipient in suggested(record_id)}
    result: dict[str, Recipient] = {}
    for text in addresses:
        address = normalised_email(text)
        if not address:
            raise DomainError(_("“%(text)s” is not an e-mail address.") % {"text": text}, field="to")
        result[address] = known.get(address, Recipient(address))
    return list(result.values())


def require_unsuppressed(record_id: int, addresses: Iterable[str]) -> None:
    """DomainError names the addresses whose owners asked not to be written to. Who wrote to us here may be answered."""
    asked = {normalised_email(text) for text in addresses}
    refused = suppressed(emails=asked)
    if refused:
        refused -= {normalised_email(each.address) for each in _last_writer(record_id)}
    if refused:
        raise DomainError(
            _("%(addresses)s asked not to be written to, and is on the list of objections. Take it off the recipients.")
            % {"addresses": ", ".join(sorted(refused))},
            field="to",
        )


def _last_writer(record_id: int) -> Sequence[Recipient]:
    inbound = Message.objects.filter(
        record_id=record_id, kind=MessageKind.INBOUND, author_user=None, is_automatic=False
    )
    # Values, because every thread asks this and a whole message with its author takes a hundred columns.
    row = inbound.values_list(
        "author_contact", "author_contact__email_normalised", "author_contact__name", "author_address"
    ).first()
    if row is None:
        return ()
    contact, email, name, address = row
    return (Recipient(email if contact else address, name if contact else "", _("wrote last")),)


def _outside(followers: Iterable[Follower]) -> list[Recipient]:
    return [
        Recipient(row.contact.email_normalised, row.contact.name, _("follower"))
        if row.contact
        else Recipient(row.address, "", _("follower"))
        for row in followers
        if row.user_id is None
    ]


def contact_recipients(contact_id: int) -> list[Recipient]:
    """Whom a message on a contact's own page concerns: the contact."""
    contact = Contact.objects.filter(pk=contact_id).exclude(email_normalised="").first()
    return [Recipient(contact.email_normalised, contact.name, _("customer"))] if contact else []
