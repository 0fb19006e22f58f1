"""Killed at any moment: what was acknowledged is there after the restart, once."""

import os
import random
import smtplib
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.journeys.product import Product, running

SERVER = os.environ.get("FILON_TEST_DATABASE_URL", "")
TO = "vanzari@filon.localhost"
ROWS = "SELECT message_id, outcome FROM mail_inboundmessage"
ROUTES = """
SELECT message_id, route.record_id FROM mail_inboundroute route
JOIN mail_inboundmessage inbound ON inbound.id = route.inbound_id WHERE route.outcome = 'created'
"""


@pytest.fixture
def database_url() -> Iterator[str]:
    """A PostgreSQL database of this test's own, or "" for SQLite."""
    if not SERVER:
        yield ""
        return
    name = f"filon_killed_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield f"{SERVER.rsplit('/', 1)[0]}/{name}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def asked(home: Path, database_url: str, query: str) -> list[tuple[str, Any]]:
    """Ask the database past the product."""
    if database_url:
        with psycopg.connect(database_url) as server:
            return server.execute(query).fetchall()
    with closing(sqlite3.connect(home / "filon.sqlite3", timeout=20)) as database:
        return database.execute(query).fetchall()


class Sender(threading.Thread):
    """Sends messages until the connection breaks; what was not acknowledged is sent again by the next one."""

    def __init__(self, product: Product, name: str, pending: list[str], acknowledged: list[str]) -> None:
        super().__init__()
        self.product, self.prefix, self.pending, self.acknowledged = product, name, pending, acknowledged

    def run(self) -> None:
        try:
            with smtplib.SMTP("127.0.0.1", self.product.smtp_port, timeout=20) as client:
                for number in range(10_000):
                    if not self.pending:
                        self.pending.append(f"<{self.prefix}.{number}@client.test>")
                    known = self.pending[0]
                    sender = f"{known.strip('<>').partition('@')[0]}@client.test"
                    raw = f"From: {sender}\r\nTo: {TO}\r\nSubject: {known}\r\nMessage-ID: {known}\r\n\r\nBuna ziua\r\n"
                    client.sendmail(sender, [TO], raw.encode())
                    self.acknowledged.append(known)
                    self.pending.pop(0)
        except (OSError, smtplib.SMTPException):
            return


def kill_under_load(home: Path, database_url: str, *, kills: int, messages: int) -> None:
    """Load the product from three clients and kill it, until that happened so often and so many were acknowledged."""
    acknowledged: list[str] = []
    pending: list[list[str]] = [[], [], []]
    turn = 0
    while turn < kills or len(acknowledged) < messages:
        with running(home, language="ro", database_url=database_url, demo=False) as product:
            senders = [Sender(product, f"{turn}.{one}", pending[one], acknowledged) for one in range(3)]
            for sender in senders:
                sender.start()
            time.sleep(random.uniform(0.3, 2 if messages > 100 else 0.8))
            product.process.kill()
            for sender in senders:
                sender.join(30)
        turn += 1
    with running(home, language="ro", database_url=database_url, demo=False):
        deadline = time.monotonic() + 300
        while any(outcome == "received" for _known, outcome in asked(home, database_url, ROWS)):
            assert time.monotonic() < deadline, "messages were left unrouted"
            time.sleep(0.05)
    rows, routes = asked(home, database_url, ROWS), asked(home, database_url, ROUTES)
    assert len(acknowledged) >= messages
    assert set(acknowledged) <= {known for known, _outcome in rows}
    assert set(Counter(known for known, outcome in rows if outcome == "created").values()) == {1}
    assert {outcome for _known, outcome in rows} <= {"created", "duplicate"}
    assert set(Counter(known for known, _record in routes).values()) == {1}
    assert len({record for _known, record in routes}) == len(routes)


@pytest.mark.slow
def test_no_acknowledged_message_is_lost_or_doubled_by_killing_the_process(tmp_path: Path, database_url: str) -> None:
    kill_under_load(tmp_path / "home", database_url, kills=20, messages=2_000)


@pytest.mark.skipif(bool(SERVER), reason="the short form runs on SQLite; make soak runs the whole on both")
def test_what_was_acknowledged_outlives_two_kills(tmp_path: Path) -> None:
    kill_under_load(tmp_path / "home", "", kills=2, messages=5)
