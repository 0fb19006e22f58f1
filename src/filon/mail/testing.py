"""Builders for tests."""

from collections.abc import Sequence

from django.conf import settings

from filon.core.models import Record
from filon.mail.choices import AliasPolicy
from filon.mail.models import Alias, InboundMessage
from filon.mail.services.aliasing import set_alias
from filon.mail.services.receiving import record_arrivals, stored


def an_alias(owner: Record, local_part: str = "vanzari", policy: str = AliasPolicy.EVERYONE) -> Alias:
    """An address of `owner`; the team of a fresh installation gives it up if it has it."""
    Alias.objects.filter(local_part=local_part, owner__kind="team").delete()
    alias = set_alias(owner=owner, local_part=local_part, policy=policy, actor=None)
    assert alias is not None
    return alias


def a_mail(
    *headers: str,
    sender: str = "Ion Popescu <ion@client.test>",
    to: str = "",
    subject: str = "Cerere de ofertă",
    message_id: str = "<m1@client.test>",
    body: str = "Bună ziua",
) -> bytes:
    """The bytes of a simple message, by default to `vanzari` at our domain; `headers` are more header lines."""
    lines = [
        f"From: {sender}",
        f"To: {to or 'vanzari@' + settings.FILON_MAIL_DOMAIN}",
        f"Subject: {subject}",
        *([f"Message-ID: {message_id}"] if message_id else []),
        *headers,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body + "\r\n").encode()


def an_arrival(raw: bytes, *, sender: str = "ion@client.test", recipients: Sequence[str] = ()) -> InboundMessage:
    """A message on the ledger, as SMTP leaves it; run the jobs to have it routed."""
    (row,) = record_arrivals(arrivals=[stored(raw, transport="smtp", sender=sender, recipients=recipients)])
    return row
