"""Handing waiting messages to the mail server, and what its answers mean."""

import smtplib
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from filon.core import clock
from filon.core.files import file_store
from filon.mail.choices import OutboundState
from filon.mail.hooks import message_queued
from filon.mail.models import OutboundMessage
from filon.mail.outgoing import MailServer, mail_server
from filon.mail.parsing import Address
from filon.mail.parsing.addresses import addresses
from filon.mail.parsing.charsets import text_from
from filon.mail.parsing.headers import flat

# Two days and a half, as mail servers do.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 720, 960, 1080)]
LEASE = timedelta(minutes=10)

log = structlog.get_logger("filon.mail")


@dataclass(frozen=True)
class Result:
    """How an attempt went. `is_temporary` is for what may go well later."""

    is_sent: bool
    reason: str = ""
    is_temporary: bool = False


def deliver(*, message_id: int) -> None:
    """Send one message if it is due. It is claimed before and settled after, with no transaction open in between.

    When the process dies in between, the message is sent again after ten minutes, with the same Message-Id.
    """
    server = mail_server(settings.FILON_EMAIL_URL)
    message = _claim(message_id) if server else None
    if server is None or message is None:
        return
    _settle(message, _send(server, message))


@transaction.atomic
def _claim(message_id: int) -> OutboundMessage | None:
    now = clock.now()
    message = OutboundMessage.objects.select_for_update().filter(pk=message_id).first()
    if message is None or message.state != OutboundState.WAITING or message.send_after > now:
        return None
    if message.claimed_at is not None and message.claimed_at > now - LEASE:
        return None
    message.claimed_at = now
    message.attempts += 1
    message.save(update_fields=["claimed_at", "attempts"])
    return message


def _send(server: MailServer, message: OutboundMessage) -> Result:
    try:
        raw = file_store().get(message.digest)
    except OSError:
        return Result(False, _("The file of the message is missing."))
    to = [address.address for address in _recipients(message)]
    try:
        connection = server.connect()
        try:
            refused = connection.sendmail(message.envelope_sender, to, raw)
        finally:
            _hang_up(connection)
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(error.recipients)
    except smtplib.SMTPResponseException as error:
        return Result(False, _answer(error.smtp_code, error.smtp_error), is_temporary=error.smtp_code < 500)
    except (OSError, smtplib.SMTPException) as error:
        reason = _("The mail server %(host)s cannot be reached: %(error)s")
        return Result(False, reason % {"host": server.host, "error": flat(str(error))[:300]}, is_temporary=True)
    return Result(True, _refused(refused).reason if refused else "")


def _hang_up(connection: smtplib.SMTP) -> None:
    """The message is already the server's; how it says goodbye does not matter."""
    try:
        connection.quit()
    except (OSError, smtplib.SMTPException):
        connection.close()


def _recipients(message: OutboundMessage) -> tuple[Address, ...]:
    return addresses(*message.to, *message.cc)


def _refused(recipients: dict[str, tuple[int, bytes]]) -> Result:
    """All recipients were refused, or (as a remark on a message that was sent) some of them."""
    lines = [f"{address}: {_answer(code, answer)}" for address, (code, answer) in recipients.items()]
    return Result(False, "\n".join(lines)[:2000], is_temporary=all(code < 500 for code, _text in recipients.values()))


def _answer(code: int, answer: bytes | str) -> str:
    text = answer if isinstance(answer, str) else text_from(answer)
    return _("the mail server answered %(code)s %(text)s") % {"code": code, "text": flat(text)[:300]}


@transaction.atomic
def _settle(message: OutboundMessage, result: Result) -> None:
    locked = OutboundMessage.objects.select_for_update().get(pk=message.pk)
    locked.claimed_at = None
    locked.reason = result.reason
    if result.is_sent:
        locked.state, locked.sent_at = OutboundState.SENT, clock.now()
    elif result.is_temporary and locked.attempts <= len(PAUSES):
        locked.send_after = clock.now() + PAUSES[locked.attempts - 1]
    else:
        locked.state = OutboundState.FAILED
    locked.save(update_fields=["claimed_at", "reason", "state", "sent_at", "send_after"])
    log.info("message_settled", message=locked.pk, state=locked.state, attempts=locked.attempts)
    if locked.state == OutboundState.WAITING:
        message_queued.run(locked.pk)


def wake_waiting() -> None:
    """Queue again the messages that should have been sent a while ago, for which no job may be left."""
    if not settings.FILON_EMAIL_URL:
        return
    late = clock.now() - timedelta(minutes=1)
    stale = clock.now() - LEASE
    waiting = OutboundMessage.objects.filter(state=OutboundState.WAITING, send_after__lt=late)
    for pk in waiting.exclude(claimed_at__gt=stale).values_list("pk", flat=True)[:500]:
        message_queued.run(pk)
