"""`filon mail-in`, as a mail server's pipe runs it: 0 means stored, 75 means try again."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.product import ROOT

MESSAGE = b"From: ion@client.test\nTo: vanzari@filon.localhost\nSubject: Oferta\n\nBuna ziua\n"


def filon(home: Path, *typed: str, given: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("FILON_", "DATABASE_", "DJANGO_"))
    }
    own = {"PYTHONPATH": str(ROOT / "src"), "FILON_HOME": str(home), **settings}
    command = [sys.executable, "-m", "filon.config.console", *typed]
    return subprocess.run(command, input=given, env={**inherited, **own}, capture_output=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pipe") / "home"
    assert filon(folder, "migrate").returncode == 0
    return folder


def rows(home: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(home / "filon.sqlite3") as database:
        return database.execute("SELECT transport, envelope_recipients FROM mail_inboundmessage").fetchall()


def test_a_piped_message_is_on_the_ledger(home: Path) -> None:
    assert filon(home, "mail-in", "--to", "vanzari@filon.localhost", given=MESSAGE).returncode == 0
    assert rows(home)[-1] == ("pipe", '["vanzari@filon.localhost"]')


def test_nothing_on_the_pipe_is_a_lasting_fault(home: Path) -> None:
    before = rows(home)
    assert filon(home, "mail-in", given=b"\n").returncode == os.EX_DATAERR
    assert rows(home) == before


def test_what_passes_is_said_to_pass(home: Path, tmp_path: Path) -> None:
    away = filon(home, "mail-in", given=MESSAGE, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert away.returncode == os.EX_TEMPFAIL
    assert filon(tmp_path / "empty", "mail-in", given=MESSAGE).returncode == os.EX_TEMPFAIL
    assert filon(home, "mail-in", given=MESSAGE, FILON_PORT="many").returncode == os.EX_TEMPFAIL
    blocked = home / "files"
    kept = blocked.rename(home / "kept")
    blocked.touch()
    try:
        assert filon(home, "mail-in", given=MESSAGE).returncode == os.EX_TEMPFAIL
    finally:
        blocked.unlink()
        kept.rename(blocked)
