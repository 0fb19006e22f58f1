"""Where rooms above say how a team does."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from filon.core.registry import Registry

TeamFigure = Callable[[Sequence[int], date, date], Mapping[int, Decimal]]
"""Gives a figure of the teams with these ids for the days from the first to the last, both included, in one query.

Teams without a figure may be left out.
"""

team_figures: Registry[TeamFigure] = Registry("team figure")
"""By name. `invoiced`: posted invoices less credit notes, untaxed, in the organisation's currency."""
