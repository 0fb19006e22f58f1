"""Waiting at mailboxes whose servers tell that something came, so that nobody waits for the next look into them."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

import structlog
from django.db import close_old_connections, connections

from filon.mail.models import Mailbox
from filon.mail.services.fetching import open_session, waited_at
from filon.mail.visiting import Trouble
from filon.mail.visiting.imap import ImapSession

LOOK = 15.0
"""After how many seconds a mailbox that was added or changed is noticed."""
TURN = 9 * 60.0
"""How long one IDLE lasts: less than what makes servers (29 minutes, RFC 2177) and routers hang up."""
SHORTEST_REST, LONGEST_REST = 2.0, 300.0

log = structlog.get_logger("filon.mail")


class MailboxWatcher:
    """Waits by IDLE at each IMAP mailbox in use, in a thread of its own, and calls `came` with the mailbox's id.

    A server that does not offer IDLE, or cannot be reached, is left to the looks of every minute.
    """

    def __init__(self, came: Callable[[int], object]) -> None:
        self._came = came
        self._stopping = Event()
        self._watches: dict[int, _Watch] = {}
        self._thread = Thread(target=self._work, name="filon-mailboxes", daemon=True)

    def start(self) -> None:
        """Start waiting."""
        self._thread.start()

    def stop(self) -> None:
        """Hang up everywhere; takes a second at most."""
        self._stopping.set()
        for watch in self._watches.values():
            watch.stop()
        self._thread.join(0.5)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                close_old_connections()
                self._look()
            except Exception:  # whoever watches outlives a database that is away
                log.exception("watcher_stumbled")
            finally:
                connections.close_all()
            self._stopping.wait(LOOK)

    def _look(self) -> None:
        """Watch what was added, and leave what was removed; what was changed is both."""
        wanted = {mailbox.pk: mailbox for mailbox in waited_at()}
        for pk, watch in list(self._watches.items()):
            if pk not in wanted or not watch.is_for(wanted[pk]):
                watch.stop()
                del self._watches[pk]
        for pk, mailbox in wanted.items():
            if pk not in self._watches:
                self._watches[pk] = _Watch(mailbox, self._came)
                self._watches[pk].start()


class _Watch(Thread):
    """Waits at one mailbox until it is stopped."""

    def __init__(self, mailbox: Mailbox, came: Callable[[int], object]) -> None:
        super().__init__(name=f"filon-mailbox-{mailbox.pk}", daemon=True)
        self._mailbox, self._came = mailbox, came
        self._over = Event()
        self._session: ImapSession | None = None
        self._rest = SHORTEST_REST

    def is_for(self, mailbox: Mailbox) -> bool:
        """Whether the mailbox is opened as it was when this began."""
        names = ("host", "port", "security", "user", "secret", "folder")
        return all(getattr(self._mailbox, name) == getattr(mailbox, name) for name in names)

    def stop(self) -> None:
        """End soon."""
        self._over.set()
        if self._session is not None:
            self._session.hang_up()

    def run(self) -> None:
        """Connect, wait, and after a failure connect again, each time after twice the rest."""
        while not self._over.is_set():
            try:
                if not self._wait():
                    return
            except Trouble:
                log.info("mailbox_left", mailbox=self._mailbox.pk, again_in=self._rest)
            except Exception:  # one mailbox's fault is not to end the watch
                log.exception("watch_stumbled", mailbox=self._mailbox.pk)
            self._over.wait(self._rest)
            self._rest = min(self._rest * 2, LONGEST_REST)

    def _wait(self) -> bool:
        """Stay connected for as long as it goes well; False when the server does not offer IDLE."""
        session = open_session(self._mailbox)
        if not isinstance(session, ImapSession) or not session.can_wait:
            session.close()
            return False
        self._session = session
        try:
            # What came between the last look and now is not told.
            self._tell()
            while not self._over.is_set():
                if session.wait(TURN):
                    self._tell()
                self._rest = SHORTEST_REST
        finally:
            self._session = None
            with suppress(Trouble):
                session.close()
        return True

    def _tell(self) -> None:
        try:
            self._came(self._mailbox.pk)
        finally:
            connections.close_all()
