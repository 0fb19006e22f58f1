"""Killed at any moment: what was acknowledged is there after the restart, once."""

import json
import os
import random
import smtplib
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.journeys.product import ROOT, Product, running

SERVER = os.environ.get("FILON_TEST_DATABASE_URL", "")
TO = "oferte@filon.localhost"
ALIAS = """
from filon.history.services import recording
from filon.mail.services.aliasing import set_alias
from filon.teams.models import Team
with recording.write(None, "command"):
    set_alias(owner=Team.objects.first().record, local_part="oferte", policy="everyone", actor=None)
"""
LEDGER = """
import json
from filon.mail.models import InboundMessage, InboundRoute
rows = list(InboundMessage.objects.values_list("message_id", "outcome"))
routes = list(InboundRoute.objects.filter(outcome="created").values_list("inbound__message_id", "record_id"))
print("LEDGER" + json.dumps([rows, routes]))
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


def shell(home: Path, database_url: str, code: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("FILON_", "DJANGO_"))}
    own = {"PYTHONPATH": str(ROOT / "src"), "FILON_HOME": str(home), "DATABASE_URL": database_url}
    command = [sys.executable, "-m", "filon.config.console", "manage", "shell", "-c", code]
    done = subprocess.run(command, env={**inherited, **own}, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout


def ledger(home: Path, database_url: str) -> tuple[list[list[str]], list[list[Any]]]:
    line = next(line for line in shell(home, database_url, LEDGER).splitlines() if line.startswith("LEDGER"))
    rows, routes = json.loads(line.removeprefix("LEDGER"))
    return rows, routes


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


@pytest.mark.slow
def test_no_acknowledged_message_is_lost_or_doubled_by_killing_the_process(tmp_path: Path, database_url: str) -> None:
    home = tmp_path / "home"
    acknowledged: list[str] = []
    pending: list[list[str]] = [[], [], []]
    with running(home, language="ro", database_url=database_url, demo=False):
        shell(home, database_url, ALIAS)
    for turn in range(20):
        with running(home, language="ro", database_url=database_url, demo=False) as product:
            senders = [Sender(product, f"{turn}.{one}", pending[one], acknowledged) for one in range(3)]
            for sender in senders:
                sender.start()
            time.sleep(random.uniform(0.1, 2))
            product.process.kill()
            for sender in senders:
                sender.join(30)
    with running(home, language="ro", database_url=database_url, demo=False):
        deadline = time.monotonic() + 180
        while any(outcome == "received" for _known, outcome in ledger(home, database_url)[0]):
            assert time.monotonic() < deadline, "messages were left unrouted"
            time.sleep(1)
    rows, routes = ledger(home, database_url)
    assert len(acknowledged) > 20
    assert set(acknowledged) <= {known for known, _outcome in rows}
    assert set(Counter(known for known, outcome in rows if outcome == "created").values()) == {1}
    assert {outcome for _known, outcome in rows} <= {"created", "duplicate"}
    assert set(Counter(known for known, _record in routes).values()) == {1}
    assert len({record for _known, record in routes}) == len(routes)
