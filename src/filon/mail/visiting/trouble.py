"""What goes wrong at a mailbox, told apart in words that help."""

import poplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from imapclient.exceptions import IMAPClientError, LoginError

from filon.mail.parsing.charsets import text_from
from filon.mail.parsing.headers import flat


class Trouble(Exception):
    """Why a mailbox cannot be read, as a sentence in the language of the moment."""


@contextmanager
def told(host: str, port: int) -> Iterator[None]:
    """Turn what the network, TLS or the server says into a `Trouble`."""
    try:
        yield
    except Trouble:
        raise
    except Exception as error:
        text = _sentence(error)
        if text is None:
            raise
        raise Trouble(text % {"host": host, "port": port, "error": _said(error)}) from error


@contextmanager
def signing_in(user: str) -> Iterator[None]:
    """The moment of signing in: a refusal here is about the name or the password."""
    try:
        yield
    except (LoginError, poplib.error_proto) as error:
        text = _("%(user)s was not let in. Check the user and the password. The server said: %(error)s")
        raise Trouble(text % {"user": user, "error": _said(error)}) from error


def _sentence(error: Exception) -> str | None:
    """The sentence for this kind of error; None for what is a fault of ours."""
    known: list[tuple[type[Exception] | tuple[type[Exception], ...], str]] = [
        (socket.gaierror, _("There is no server named %(host)s. Check its spelling.")),
        (ConnectionRefusedError, _("%(host)s answers, but nothing listens on port %(port)s.")),
        (
            ssl.SSLCertVerificationError,
            _("%(host)s shows a certificate that does not prove who it is: %(error)s"),
        ),
        (ssl.SSLError, _("%(host)s does not speak TLS on port %(port)s. Try STARTTLS or another port.")),
        (TimeoutError, _("%(host)s does not answer on port %(port)s. Check the port and the firewall.")),
        ((IMAPClientError, poplib.error_proto), _("%(host)s refused: %(error)s")),
        (EOFError, _("%(host)s hung up before it said anything.")),
        (OSError, _("%(host)s cannot be reached: %(error)s")),
    ]
    return next((text for kinds, text in known if isinstance(error, kinds)), None)


def _said(error: Exception) -> str:
    words = (text_from(part) if isinstance(part, bytes) else str(part) for part in error.args)
    return flat(" ".join(words))[:300]
