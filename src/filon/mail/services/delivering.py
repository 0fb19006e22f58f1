"""Handing waiting messages to the mail server, and what its answers mean."""

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from filon.contacts.services.suppressing import suppressed
from filon.core import clock
from filon.core.files import file_store
from filon.core.updating import update_rows
from filon.mail.choices import OutboundState
from filon.mail.hooks import message_queued
from filon.mail.models import OutboundMessage
from filon.mail.outgoing import MailServer, mail_server
from filon.mail.parsing import Address
from filon.mail.parsing.addresses import addresses
from filon.mail.parsing.charsets import text_from
from filon.mail.parsing.headers import flat
from filon.mail.reasons import Reason, said
from filon.mail.services.locking import turn

# Two days and a half, as mail servers do.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 720, 960, 1080)]
LEASE = timedelta(minutes=10)
SETTLED_TOGETHER = 20
AT_ONCE = 100
"""So many messages go over one connection; many servers take no more."""

REFUSALS_SHOWN = 20

log = structlog.get_logger("filon.mail")


@dataclass(frozen=True)
class Result:
    """How an attempt went. `is_temporary` is for what may go well later; `is_away` when nobody answered at all."""

    is_sent: bool
    reasons: Sequence[Reason] = ()
    is_temporary: bool = False
    is_away: bool = False


class Line:
    """A connection for many messages: opened for the first, and anew when the server has hung up or has had many."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self._open: smtplib.SMTP | None = None
        self._sent = 0

    def sendmail(self, sender: str, to: list[str], raw: bytes) -> dict[str, tuple[int, bytes]]:
        """Hand over one message; returns who was refused. What goes wrong ends the connection."""
        if self._open is not None and (self._sent >= AT_ONCE or not _answers(self._open)):
            self.hang_up()
        if self._open is None:
            self._open, self._sent = self.server.connect(), 0
        self._sent += 1
        try:
            return self._open.sendmail(sender, to, raw)
        except BaseException:
            self.hang_up()
            raise

    def hang_up(self) -> None:
        """All messages are the server's by now; how it says goodbye does not matter."""
        connection, self._open = self._open, None
        if connection is None:
            return
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()


def deliver(*, message_id: int) -> None:
    """Send a message if it is due, and with it all others that are, in the order in which they became due.

    One worker at a time does so, over one connection, until nothing is left; who comes meanwhile leaves his message to
    it. Messages are claimed before and settled after, with no transaction open in between: when the process dies there,
    they are sent again after ten minutes, with the same Message-Id. That may be one of a person's, or a few of the
    house's own, which are settled together.
    """
    server = mail_server(settings.FILON_EMAIL_URL)
    if server is None or not _due().filter(pk=message_id).exists():
        return
    # Asked again after the turn: what became due while we gave it up found it taken, and nobody else comes for it.
    while _due().exists():
        with turn("mail.sending") as is_ours:
            if not is_ours or not _send_due(server):
                return


def _send_due(server: MailServer) -> bool:
    """Send what is due, one after the other. False when the server is away: it is tried again later."""
    line, is_away = Line(server), False
    try:
        messages = _claim()
        while messages:
            results: list[tuple[OutboundMessage, Result | None]] = []
            for message in messages:
                result = None if is_away else _send(line, message)
                is_away = is_away or (result is not None and result.is_away)
                results.append((message, result))
            with transaction.atomic():
                _settle(results)
                messages = [] if is_away else _claim()
    finally:
        line.hang_up()
    return not is_away


def _due() -> models.QuerySet[OutboundMessage]:
    now = clock.now()
    waiting = OutboundMessage.objects.filter(state=OutboundState.WAITING, send_after__lte=now)
    return waiting.filter(Q(claimed_at=None) | Q(claimed_at__lte=now - LEASE))


@transaction.atomic
def _claim() -> list[OutboundMessage]:
    """The next messages, ours for ten minutes: one that somebody wrote, or some of the house's own."""
    skip = connection.features.has_select_for_update_skip_locked
    rows = list(_due().select_for_update(skip_locked=skip).order_by("send_after", "pk")[:SETTLED_TOGETHER])
    own = next((place for place, row in enumerate(rows) if row.author_id is not None), len(rows))
    taken, now = rows[: max(own, 1)], clock.now()
    for row in taken:
        row.claimed_at = now
        row.attempts += 1
    update_rows(taken, ["claimed_at", "attempts"])
    return taken


def _send(line: Line, message: OutboundMessage) -> Result:
    try:
        raw = file_store().get(message.digest)
    except OSError:
        return Result(False, [said(gettext_noop("The file of the message is missing."))])
    to = [address.address for address in _recipients(message)]
    if message.record_id and (objected := suppressed(emails=to, since=message.created_at)):
        reason = gettext_noop(
            "%(addresses)s asked not to be written to after this message was written; it did not leave."
        )
        return Result(False, [said(reason, addresses=", ".join(sorted(objected)))])
    try:
        refused = line.sendmail(message.envelope_sender, to, raw)
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(error.recipients)
    except smtplib.SMTPResponseException as error:
        return Result(False, [_answer(error.smtp_code, error.smtp_error)], is_temporary=error.smtp_code < 500)
    except (OSError, smtplib.SMTPException) as error:
        reason = gettext_noop("The mail server %(host)s cannot be reached: %(error)s")
        away = said(reason, host=line.server.host, error=flat(str(error))[:300])
        return Result(False, [away], is_temporary=True, is_away=True)
    return Result(True, _refused(refused).reasons)


def _answers(connection: smtplib.SMTP) -> bool:
    """Whether the server still listens on an open connection."""
    try:
        return connection.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _recipients(message: OutboundMessage) -> tuple[Address, ...]:
    return addresses(*message.to, *message.cc)


def _refused(recipients: dict[str, tuple[int, bytes]]) -> Result:
    """All recipients were refused, or (as a remark on a message that was sent) some of them."""
    lines = [_answer(code, answer, address) for address, (code, answer) in list(recipients.items())[:REFUSALS_SHOWN]]
    return Result(False, lines, is_temporary=all(code < 500 for code, _text in recipients.values()))


def _answer(code: int, answer: bytes | str, address: str = "") -> Reason:
    text = answer if isinstance(answer, str) else text_from(answer)
    return said(gettext_noop("the mail server answered %(code)s %(text)s"), address, code=code, text=flat(text)[:300])


def _settle(results: Sequence[tuple[OutboundMessage, Result | None]]) -> None:
    """Write down how attempts went; one without a result was not tried, because nobody answered before."""
    locked = OutboundMessage.objects.select_for_update().in_bulk([message.pk for message, _result in results])
    rows = []
    for message, result in results:
        row = locked.get(message.pk)
        if row is None:
            continue
        row.claimed_at = None
        if result is None:
            row.attempts -= 1
        else:
            _note(row, result)
        rows.append(row)
    update_rows(rows, ["claimed_at", "attempts", "reasons", "state", "sent_at", "send_after"])
    for row in rows:
        if row.state == OutboundState.WAITING:
            message_queued.run(row.pk)


def _note(row: OutboundMessage, result: Result) -> None:
    row.reasons = list(result.reasons)
    if result.is_sent:
        row.state, row.sent_at = OutboundState.SENT, clock.now()
    elif result.is_temporary and row.attempts <= len(PAUSES):
        row.send_after = clock.now() + PAUSES[row.attempts - 1]
    else:
        row.state = OutboundState.FAILED
    log.info("message_settled", message=row.pk, state=row.state, attempts=row.attempts)


def wake_waiting() -> None:
    """Queue again the messages that should have been sent a while ago, for which no job may be left."""
    if not settings.FILON_EMAIL_URL:
        return
    late = clock.now() - timedelta(minutes=1)
    stale = clock.now() - LEASE
    waiting = OutboundMessage.objects.filter(state=OutboundState.WAITING, send_after__lt=late)
    for pk in waiting.exclude(claimed_at__gt=stale).values_list("pk", flat=True)[:500]:
        message_queued.run(pk)
