"""Taking what lies in a mailbox: each message is on the ledger before the mailbox is read any further."""

import structlog
from django.db import transaction
from django.db.models import F

from filon.core import clock
from filon.core.secrets import opened
from filon.mail.choices import MailboxKind, Security
from filon.mail.models import Mailbox
from filon.mail.services.receiving import stored, take
from filon.mail.visiting import Trouble
from filon.mail.visiting.imap import ImapSession
from filon.mail.visiting.pop import PopSession
from filon.mail.visiting.session import Account

SECRET = "mailbox"  # noqa: S105 -- what the password is sealed for
PORTS = {
    (MailboxKind.IMAP, Security.TLS): 993,
    (MailboxKind.IMAP, Security.STARTTLS): 143,
    (MailboxKind.IMAP, Security.NONE): 143,
    (MailboxKind.POP, Security.TLS): 995,
    (MailboxKind.POP, Security.STARTTLS): 110,
    (MailboxKind.POP, Security.NONE): 110,
}

log = structlog.get_logger("filon.mail")


def visited() -> list[int]:
    """The mailboxes in use that we have to fetch from."""
    fetched = Mailbox.objects.filter(is_active=True).exclude(kind=MailboxKind.HTTP)
    return list(fetched.values_list("pk", flat=True))


def waited_at() -> list[Mailbox]:
    """The mailboxes in use whose servers may tell by themselves that something came."""
    return list(Mailbox.objects.filter(is_active=True, kind=MailboxKind.IMAP))


def visit(*, mailbox_id: int) -> int:
    """Take what is new in a mailbox; returns how many messages. What goes wrong is kept with the mailbox.

    No transaction is open while the server is asked. A message that was committed and not yet noted, because the
    process ended in between, comes again and is known by its Message-Id.
    """
    mailbox = Mailbox.objects.filter(pk=mailbox_id, is_active=True).exclude(kind=MailboxKind.HTTP).first()
    if mailbox is None:
        return 0
    try:
        session = open_session(mailbox)
        try:
            count = _take_fresh(mailbox, session)
        finally:
            _note(mailbox, session)
            session.close()
    except Trouble as trouble:
        log.warning("mailbox_not_read", mailbox=mailbox.pk)
        Mailbox.objects.filter(pk=mailbox.pk).update(error=str(trouble), visited_at=clock.now())
        return 0
    Mailbox.objects.filter(pk=mailbox.pk).update(error="", visited_at=clock.now())
    return count


def open_session(mailbox: Mailbox) -> ImapSession | PopSession:
    """Sign in to the mailbox; Trouble when that does not work."""
    account = account_of(mailbox)
    if mailbox.kind == MailboxKind.POP:
        return PopSession(
            account,
            seen=mailbox.seen,
            is_first=mailbox.visited_at is None,
            takes_older=mailbox.takes_older,
            deletes=mailbox.deletes,
        )
    return ImapSession(
        account,
        position=mailbox.position,
        takes_older=mailbox.takes_older,
        deletes=mailbox.deletes,
        since=mailbox.visited_at.date() if mailbox.visited_at else None,
    )


def account_of(mailbox: Mailbox) -> Account:
    """Where the mailbox is and how it is opened."""
    kind, security = MailboxKind(mailbox.kind), Security(mailbox.security)
    return Account(
        host=mailbox.host,
        port=mailbox.port or PORTS[kind, security],
        security=security,
        user=mailbox.user,
        password=opened(mailbox.secret, SECRET) or "",
        folder=mailbox.folder or "INBOX",
    )


def _take_fresh(mailbox: Mailbox, session: ImapSession | PopSession) -> int:
    count = 0
    for fetched in session.fresh():
        with transaction.atomic():
            take(arrival=stored(fetched.raw, transport=mailbox.kind, peer=mailbox.host, mailbox_id=mailbox.pk))
            Mailbox.objects.filter(pk=mailbox.pk).update(taken=F("taken") + 1)
            if fetched.position:
                Mailbox.objects.filter(pk=mailbox.pk).update(position=fetched.position)
        session.done(fetched)
        count += 1
    return count


def _note(mailbox: Mailbox, session: ImapSession | PopSession) -> None:
    """How far the mailbox has been read, also when there was nothing new."""
    if isinstance(session, PopSession):
        Mailbox.objects.filter(pk=mailbox.pk).update(seen=sorted(session.seen))
    else:
        Mailbox.objects.filter(pk=mailbox.pk).update(position=session.position)
