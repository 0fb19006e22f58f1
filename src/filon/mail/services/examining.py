"""What the doctor looks at: whether messages get in, through and out."""

from collections.abc import Iterator

from django.conf import settings

from filon.core.diagnostics import Finding
from filon.mail.choices import OutboundState, Outcome
from filon.mail.models import InboundMessage, OutboundMessage
from filon.mail.outgoing import mail_server
from filon.mail.services.settling import stuck


def examine() -> Iterator[Finding]:
    """Messages that were left behind or failed, and whether outgoing mail is set up."""
    left = stuck()
    failed = InboundMessage.objects.filter(outcome=Outcome.FAILED).count()
    yield Finding("mail in", not left, f"{left} messages have waited for more than a minute to be routed.")
    yield Finding("mail in", not failed, f"{failed} messages failed and wait for an administrator in the ledger.")
    waiting = OutboundMessage.objects.filter(state=OutboundState.WAITING).count()
    server = mail_server(settings.FILON_EMAIL_URL)
    if server is None:
        sentence = f"Outgoing mail is not set up (FILON_EMAIL_URL); {waiting} messages wait."
        yield Finding("mail out", not waiting, sentence)
    else:
        yield Finding("mail out", True, f"Messages go out through {server.host}; {waiting} wait.")
