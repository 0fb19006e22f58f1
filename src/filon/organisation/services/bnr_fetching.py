"""The BNR's rates from an address, for a house that wants them without anybody choosing a file.

Only https, through redirections too; at most the size that a file may have, and half a minute in all.
"""

import ssl
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.organisation.services.bnr import LARGEST_FILE, take_rates

PATIENCE = 10.0
LONGEST = 30.0
_PIECE = 64 * 1024


class _OnlySecurely(urllib.request.HTTPRedirectHandler):
    """Goes nowhere but to https."""

    def redirect_request(self, *said: object) -> urllib.request.Request | None:
        _check(str(said[-1]))
        return super().redirect_request(*said)  # type: ignore[arg-type]


def fetch_rates(address: str, *, certificates: ssl.SSLContext | None = None) -> int:
    """Take the rates that `address` gives; how many. DomainError when it gives none, is not https, or is too slow.

    `certificates` are those that are trusted; the system's when none are given.
    """
    _check(address)
    trusted = urllib.request.HTTPSHandler(context=certificates or ssl.create_default_context())
    opener = urllib.request.build_opener(trusted, _OnlySecurely)
    request = urllib.request.Request(address, headers={"User-Agent": "Filon"})  # noqa: S310 - checked to be https
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            content = b"".join(_pieces(answer))
    except OSError as error:
        raise DomainError(
            _("The exchange rates could not be fetched from %(host)s.") % {"host": _host(address)}
        ) from error
    return take_rates(actor=None, content=content)


def _pieces(answer: HTTPResponse) -> Iterator[bytes]:
    """What comes, up to one byte more than a file may have, which then is refused as none."""
    ends, left = time.monotonic() + LONGEST, LARGEST_FILE + 1
    while left and (piece := answer.read1(min(_PIECE, left))):
        left -= len(piece)
        if time.monotonic() > ends:
            raise TimeoutError
        yield piece


def _check(address: str) -> None:
    if urlsplit(address).scheme != "https":
        raise DomainError(_("Exchange rates are fetched by https only."))


def _host(address: str) -> str:
    return urlsplit(address).hostname or address
