"""When a new activity is due."""

from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import gettext as _

from filon.activities.choices import DelayFrom, Unit
from filon.activities.models import ActivityType
from filon.core.exceptions import DomainError

FARTHEST_YEARS = 20


def after(start: date, count: int, unit: str) -> date:
    """The day `count` units after `start`; a month after 31 January is the last day of February."""
    if unit != Unit.MONTHS:
        return start + timedelta(days=count * (7 if unit == Unit.WEEKS else 1))
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def proposed_day(activity_type: ActivityType, today: date, previous_due: date | None = None) -> date:
    """When an activity of this type is due if nobody says otherwise; `previous_due` is that of the one before it."""
    is_chained = activity_type.delay_from == DelayFrom.PREVIOUS and previous_due is not None
    start = previous_due if is_chained and previous_due else today
    return after(start, activity_type.delay_count, activity_type.delay_unit)


def require_sensible(due_on: date, today: date) -> date:
    """The day, unless it is so far away that it must be a slip of the hand."""
    if abs(due_on.year - today.year) > FARTHEST_YEARS:
        raise DomainError(_("This date is more than %(years)d years away.") % {"years": FARTHEST_YEARS}, field="due_on")
    return due_on
