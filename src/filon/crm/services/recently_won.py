"""How long a won deal stays on the board: whole days in UTC, as the totals count them."""

from datetime import datetime, timedelta

from filon.core import clock

WON_DAYS = 30
SECONDS_A_DAY = 86_400


def won_since() -> datetime:
    """The moment from which won deals are still on the board."""
    return (clock.now() - timedelta(days=WON_DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)


def won_since_day() -> int:
    """The same as a day counted from 1970."""
    return int(won_since().timestamp()) // SECONDS_A_DAY
