"""The one clock. Times are UTC; the only way to a date is `today` with a zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_stopped: ContextVar[datetime | None] = ContextVar("stopped_clock", default=None)


def now() -> datetime:
    """The present moment in UTC, or the moment at which a test has stopped the clock."""
    return _stopped.get() or datetime.now(UTC)


def today(zone: str | ZoneInfo) -> date:
    """The calendar day at this moment in `zone`, an IANA name such as `Europe/Bucharest`."""
    return now().astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Stop the clock of this thread at `moment`, which must carry a zone."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
