"""Ways to look at the rows of a declared list that are not its table: pivot, graph, calendar, boards by any field."""

from filon.ui.analyses.calendar import calendar_view
from filon.ui.analyses.graph import GRAPH
from filon.ui.analyses.pivot import PIVOT

__all__ = ["GRAPH", "PIVOT", "calendar_view"]
