"""A mailbox read by POP3 (RFC 1939)."""

import poplib
from collections.abc import Iterator, Sequence
from contextlib import suppress

from filon.mail.choices import Security
from filon.mail.visiting.session import MOST, TIMEOUT, Account, Fetched, tls
from filon.mail.visiting.trouble import signing_in, told

# The default of 2048 refuses messages with long lines: mail that would never come.
poplib._MAXLINE = 1024 * 1024  # type: ignore[attr-defined]


class PopSession:
    """An open mailbox; `seen` are the ids of messages that are still there and have been taken.

    What is to be deleted is marked once it is safe with us, and goes when the visit ends well.
    """

    def __init__(self, account: Account, *, seen: Sequence[str], is_first: bool, takes_older: bool, deletes: bool):
        self._account, self._deletes = account, deletes
        with told(account.host, account.port):
            self._client = _connected(account)
            self._ids = self._listed()
        self.seen = {key for key in seen if key in self._ids}
        if is_first and not takes_older:
            self.seen = set(self._ids)

    def fresh(self) -> Iterator[Fetched]:
        """What is there and has not been taken."""
        with told(self._account.host, self._account.port):
            for key, number in [item for item in self._ids.items() if item[0] not in self.seen][:MOST]:
                _answer, lines, _size = self._client.retr(number)
                yield Fetched(b"\r\n".join(lines) + b"\r\n", key)

    def done(self, fetched: Fetched) -> None:
        """Remember the message, or mark it for deletion."""
        self.seen.add(fetched.key)
        if self._deletes:
            with told(self._account.host, self._account.port):
                self._client.dele(self._ids[fetched.key])

    def close(self) -> None:
        """End the visit, which deletes what was marked."""
        with suppress(OSError, poplib.error_proto):
            self._client.quit()

    def _listed(self) -> dict[str, int]:
        """The number of each message by its id; a server without ids is read by numbers, which only hold for now."""
        try:
            lines = self._client.uidl()[1]
        except poplib.error_proto:
            lines = [line.split()[0] + b" #" + line.split()[0] for line in self._client.list()[1]]
        pairs = (line.decode("ascii", "replace").split(None, 1) for line in lines)
        return {pair[1]: int(pair[0]) for pair in pairs if len(pair) == 2 and pair[0].isdecimal()}


def _connected(account: Account) -> poplib.POP3:
    if account.security == Security.TLS:
        client: poplib.POP3 = poplib.POP3_SSL(account.host, account.port, timeout=TIMEOUT, context=tls(account.host))
    else:
        client = poplib.POP3(account.host, account.port, timeout=TIMEOUT)
    if account.security == Security.STARTTLS:
        client.stls(tls(account.host))
    with signing_in(account.user):
        client.user(account.user)
        client.pass_(account.password)
    return client
