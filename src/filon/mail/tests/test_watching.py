"""Waiting at a mailbox whose server tells that something came."""

import threading
import time
from collections.abc import Iterator
from queue import Empty, Queue

import pytest

from filon.mail.gateway import watching
from filon.mail.gateway.watching import MailboxWatcher
from filon.mail.models import Mailbox
from filon.mail.services import fetching
from filon.mail.services.mailboxes import save_mailbox
from filon.mail.testing import a_mail
from filon.mail.tests import dovecot

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not dovecot.is_there(), reason="Dovecot is not installed, or this is not root"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Dovecot]:
    with dovecot.running() as one:
        yield one


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator["Queue[int]"]:
    """What the watcher tells; it looks at the mailboxes often, and comes back soon."""
    monkeypatch.setattr(watching, "LOOK", 0.05)
    monkeypatch.setattr(watching, "SHORTEST_REST", 0.05)
    heard: Queue[int] = Queue()
    watcher = MailboxWatcher(heard.put)
    watcher.start()
    yield heard
    began = time.monotonic()
    watcher.stop()
    assert time.monotonic() - began < 1
    assert not [thread for thread in threading.enumerate() if thread.name == "filon-mailboxes"]


def a_mailbox(server: dovecot.Dovecot, user: str, **values: object) -> Mailbox:
    given = {"host": "127.0.0.1", "port": server.imap, "security": "none", "password": dovecot.PASSWORD, **values}
    return save_mailbox(actor=None, name=user, kind="imap", user=user, **given)


def test_the_watcher_hears_of_a_message_within_seconds_and_hangs_up_at_once(server, told) -> None:
    box = a_mailbox(server, "veghe")
    assert told.get(timeout=5) == box.pk  # what came before it was connected is not told
    server.save("veghe", a_mail())
    assert told.get(timeout=5) == box.pk
    assert fetching.visit(mailbox_id=box.pk) == 0  # the first visit only notes where the mailbox stands
    server.save("veghe", a_mail(message_id="<nou@client.test>"))
    assert told.get(timeout=5) == box.pk
    assert fetching.visit(mailbox_id=box.pk) == 1


def test_a_connection_that_breaks_is_made_again(server, told) -> None:
    box = a_mailbox(server, "rupt")
    assert told.get(timeout=5) == box.pk
    server.hang_up("rupt")
    assert told.get(timeout=5) == box.pk


def test_a_mailbox_that_is_switched_off_is_left(server, told) -> None:
    box = a_mailbox(server, "oprit")
    assert told.get(timeout=5) == box.pk
    save_mailbox(actor=None, mailbox=box, is_active=False)
    deadline = time.monotonic() + 5
    while any(thread.name == f"filon-mailbox-{box.pk}" for thread in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    server.save("oprit", a_mail())
    with pytest.raises(Empty):
        told.get(timeout=0.05)
