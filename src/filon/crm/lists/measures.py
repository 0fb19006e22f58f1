"""What analyses of opportunities add up. Every sum is in our currency."""

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, ExpressionWrapper, F
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.organisation.models import Organisation
from filon.ui import formatting
from filon.ui.analyses.cube import DaysBetween
from filon.ui.lists import Measure
from filon.ui.lists.look import Look


def money(amount: Decimal | int) -> str:
    """„1,2 mil. lei”."""
    return formatting.money_short(amount, Organisation.current().currency_id or "")


def _is_recurring(_user: User) -> bool:
    return Organisation.current().uses_recurring_revenue


def _prorated(amount: str) -> Any:
    """An amount times the probability."""
    return ExpressionWrapper(F(amount) * F("probability") / 100, DecimalField(max_digits=20, decimal_places=2))


def _days_until(moment: str) -> Any:
    """Days from creation to a moment, which may be missing."""
    return DaysBetween(F(moment), F("created_at"))


def _amount(amount: Decimal | int, look: Look) -> str:
    return formatting.money_short(amount, look.once("currency", lambda: Organisation.current().currency_id or ""))


def _days(days: Decimal | float, _look: Look) -> str:
    return formatting.number(days, 1)


MEASURES = (
    Measure("revenue", _("Expected revenue"), "expected_revenue_base", _amount),
    Measure("prorated", _("Prorated revenue"), _prorated("expected_revenue_base"), _amount),
    Measure("mrr", _("Recurring revenue a month"), "recurring_monthly_base", _amount, is_shown=_is_recurring),
    Measure("mrr_prorated", _("Recurring revenue a month, prorated"), _prorated("recurring_monthly_base"), _amount,
            is_shown=_is_recurring),
    Measure("to_assign", _("Days to assign"), _days_until("assigned_at"), _days, is_average=True),
    Measure("to_close", _("Days to close"), _days_until("closed_at"), _days, is_average=True),
)  # fmt: skip
