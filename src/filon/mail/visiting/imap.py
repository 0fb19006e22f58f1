"""A mailbox read by IMAP (RFC 9051). Flags are left as they are: how far we have read is our own note."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from filon.mail.choices import Security
from filon.mail.visiting.session import MOST, TIMEOUT, Account, Fetched, tls
from filon.mail.visiting.trouble import Trouble, signing_in, told


class ImapSession:
    """An open folder. `position` is `UIDVALIDITY:UID` of the last message taken, or "" on the first visit.

    When the server has numbered its messages anew, those since `since` are looked at again; what has been taken
    already is recognised on the ledger by its Message-Id.
    """

    def __init__(
        self, account: Account, *, position: str, takes_older: bool, deletes: bool, since: date | None = None
    ) -> None:
        self._account, self._deletes, self._since = account, deletes, since
        with told(account.host, account.port):
            # The library has no types.
            self.client: Any = _connected(account)
            self._folder = self._open(account)
        self.validity = int(self._folder[b"UIDVALIDITY"])
        known, _colon, uid = position.partition(":")
        self._is_renumbered = bool(known) and known != str(self.validity)
        self._last = int(uid or 0) if not self._is_renumbered else 0
        if not known and not takes_older:
            self._last = int(self._folder.get(b"UIDNEXT", 1)) - 1

    @property
    def position(self) -> str:
        """How far the folder has been read."""
        return f"{self.validity}:{self._last}"

    def fresh(self) -> Iterator[Fetched]:
        """What came after the last message taken."""
        with told(self._account.host, self._account.port):
            criteria: list[Any] = ["UID", f"{self._last + 1}:*"]
            if self._is_renumbered and self._since:
                criteria = ["SINCE", self._since]
            uids = sorted(uid for uid in self.client.search(criteria) if uid > self._last)
            for uid in uids[:MOST]:
                found = self.client.fetch([uid], ["BODY.PEEK[]"]).get(uid)
                if found and found.get(b"BODY[]") is not None:
                    yield Fetched(found[b"BODY[]"], str(uid), f"{self.validity}:{uid}")

    def done(self, fetched: Fetched) -> None:
        """Note how far we are, and delete the message if that was chosen."""
        self._last = int(fetched.key)
        if self._deletes:
            with told(self._account.host, self._account.port):
                self.client.delete_messages([self._last])
                self.client.expunge([self._last] if self.client.has_capability("UIDPLUS") else None)

    @property
    def can_wait(self) -> bool:
        """Whether the server tells by itself that something came: IDLE (RFC 2177)."""
        return bool(self.client.has_capability("IDLE"))

    def wait(self, seconds: float) -> bool:
        """Wait at most so long for the server's word that something came; says whether it did."""
        with told(self._account.host, self._account.port):
            self.client.idle()
            heard = self.client.idle_check(timeout=seconds)
            answers = self.client.idle_done()
        return any(b"EXISTS" in response for response in [*heard, *answers[1]])

    def hang_up(self) -> None:
        """Break the connection, from another thread, so that whoever waits on it stops waiting: `Trouble`."""
        with suppress(OSError):
            self.client.socket().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Say goodbye; how it is answered does not matter."""
        with suppress(OSError, IMAPClientError):
            self.client.logout()

    def _open(self, account: Account) -> dict[bytes, Any]:
        try:
            return dict(self.client.select_folder(account.folder, readonly=not self._deletes))
        except IMAPClientError as error:
            raise Trouble(_("There is no folder named %(folder)s.") % {"folder": account.folder}) from error


def _connected(account: Account) -> Any:
    is_tls = account.security == Security.TLS
    context = tls(account.host)
    client: Any = IMAPClient(
        account.host, account.port, ssl=is_tls, ssl_context=context if is_tls else None, timeout=TIMEOUT, use_uid=True
    )
    if account.security == Security.STARTTLS:
        client.starttls(context)
    with signing_in(account.user):
        if (account.user + account.password).isascii():
            client.login(account.user, account.password)
        else:
            # LOGIN takes ASCII only; a password with ș needs SASL.
            words = b"\0" + account.user.encode() + b"\0" + account.password.encode()
            client.sasl_login("PLAIN", lambda _challenge: words)
    return client
