"""`filon` and its commands, started as a user starts them."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

PATIENCE = 240
"""Seconds that a command may take: many, for the machine may be busy with other things."""

SERVER = os.environ.get("FILON_TEST_DATABASE_URL", "")

WORK = """
from filon.accounts.testing import a_user
from filon.crm.testing import a_lead
from filon.history.services.recording import write
user = a_user(role="administrator", email="ana@example.com")
with write(user, "web"):
    lead = a_lead(name="Pompe pentru Brăila", salesperson=user)
with write(user, "web"):
    lead.is_active = False
    lead.save()
"""
LETTER = b"From: ion@example.com\r\nTo: nobody@filon.localhost\r\nSubject: Salut\r\nMessage-ID: <1@x>\r\n\r\nText.\r\n"


@contextmanager
def own_database(server: str, name: str, template: str = "template1"):
    """The address of a database of one's own on the server that `server` names, gone again afterwards."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        query = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        connection.execute(query)
    yield address_of(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def address_of(server: str, name: str) -> str:
    return f"{server.rsplit('/', 1)[0]}/{name}"


def environment_of(home: Path, database: str, static: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("FILON_", "DJANGO_"))}
    ports = dict.fromkeys(("FILON_PORT", "FILON_SMTP_PORT", "FILON_LMTP_PORT"), "0")
    own = {"FILON_HOME": str(home), "DATABASE_URL": database, "FILON_STATIC_ROOT": str(static)}
    return {**inherited, **ports, **own}


def command(*typed: str) -> list[str]:
    return [sys.executable, "-m", "filon.config.console", *typed]


def finished(environment: dict[str, str], *typed: str) -> subprocess.CompletedProcess[str]:
    """What a command said, and how it ended."""
    return subprocess.run(
        command(*typed), env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def refusal(environment: dict[str, str], *typed: str) -> str:
    """What a command that must fail says: one line, no traceback."""
    done = finished(environment, *typed)
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def run(environment: dict[str, str], *typed: str) -> str:
    done = finished(environment, *typed)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def serving(environment: dict[str, str], *typed: str):
    """A running server; yields the process, its address and the file with what it says."""
    log = Path(environment["FILON_HOME"]).parent / f"said-{time.monotonic_ns()}"
    with log.open("w") as output:
        process = subprocess.Popen(command(*typed), env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield process, _address(process, log), log
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait(timeout=10)


def _address(process: subprocess.Popen, log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if "http://" in log.read_text():
            line = next(line for line in log.read_text().splitlines() if "http://" in line)
            return "http://" + line.split("http://", 1)[1].split("/")[0].split()[0]
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def healthy(address: str) -> dict[str, str]:
    with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answer:
        return json.load(answer)
