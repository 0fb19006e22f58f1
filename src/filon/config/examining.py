"""The doctor's checks of the installation: settings, data folder, database, ports, clock."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from filon.config import starting
from filon.config.faults import StartFault
from filon.config.listening import bound
from filon.config.starting import Tables
from filon.core import clock
from filon.core.diagnostics import Finding

MIGRATIONS = {
    Tables.RIGHT: "are those of this version.",
    Tables.OLDER: "are behind this version: run `filon migrate`.",
    Tables.NEWER: "are of a newer version: install that version.",
}
SECONDS = {
    "sqlite": "SELECT CAST(strftime('%s') AS INTEGER)",
    "postgresql": "SELECT extract(epoch FROM clock_timestamp())",
}
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)


def home() -> Iterator[Finding]:
    """The settings are right, or we would not be here; the data folder can be used."""
    yield Finding("settings", True, f"The public address is {settings.FILON_URL}.")
    try:
        starting.check_home()
    except StartFault as fault:
        yield Finding("data folder", False, str(fault))
        return
    folder = Path(settings.FILON_HOME)
    key = folder / "secret-key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield Finding("data folder", False, f"Others can read {key}: run `chmod 600` on it.")
    yield Finding("data folder", True, f"{folder} can be written to.")


def database() -> Iterator[Finding]:
    """The database answers and has this version's tables."""
    try:
        starting.check_database()
    except StartFault as fault:
        yield Finding("database", False, str(fault))
        return
    version = ".".join(map(str, connection.get_database_version()))
    yield Finding("database", True, f"{connection.display_name} {version} answers.")
    state = starting.tables()
    yield Finding("migrations", state is Tables.RIGHT, f"The tables {MIGRATIONS[state]}")


def ports() -> Iterator[Finding]:
    """Each port is free for us, or somebody (perhaps we) listens there."""
    for name in ("FILON_PORT", "FILON_SMTP_PORT", "FILON_LMTP_PORT"):
        port = getattr(settings, name)
        try:
            bound(settings.FILON_HOST, port, name).close()
        except StartFault as fault:
            yield Finding(name, _listens(port), "Something listens there." if _listens(port) else str(fault))
        else:
            yield Finding(name, True, f"Port {port} is free.")


def _listens(port: int) -> bool:
    try:
        socket.create_connection((settings.FILON_HOST, port), timeout=2).close()
    except OSError:
        return False
    return True


def clocks() -> Iterator[Finding]:
    """This machine's clock is plausible and agrees with the database's."""
    now = clock.now()
    if now < WRITTEN:
        yield Finding("clock", False, f"The clock says {now:%Y-%m-%d}, which is before this version was written.")
        return
    with connection.cursor() as cursor:
        cursor.execute(SECONDS[connection.vendor])
        apart = abs(now - datetime.fromtimestamp(float(cursor.fetchone()[0]), UTC)).total_seconds()
    yield Finding(
        "clock", apart < 5, "The clock is right." if apart < 5 else f"It is {apart:.0f} s off the database's."
    )
