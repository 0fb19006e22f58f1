"""The analyses in the menu: the pipeline's own list, opened as an analysis, with other filters to begin with."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from filon.crm.lists.boards import FORECAST
from filon.crm.lists.leads import LEADS, starting_filters
from filon.ui.analyses import GRAPH, PIVOT
from filon.ui.lists import TABLE, Analysis

FORECASTS = replace(
    LEADS,
    key="forecast",
    title=_("Forecast"),
    crumbs=(_("CRM"), _("Reports")),
    starts_with=lambda user: (
        *(value for value in starting_filters(user) if value.startswith("whose:")),
        "status:open",
        "closing:from_this_month",
        "closing:none",
    ),
    analysis=Analysis(rows="closing:month", columns="stage", measure="prorated"),
    views=(FORECAST, GRAPH, PIVOT, TABLE),
    primary=None,
)

PIPELINE = replace(
    LEADS,
    key="pipeline-analysis",
    title=_("Pipeline analysis"),
    crumbs=(_("CRM"), _("Reports")),
    starts_with=lambda _user: ("status:open",),
    analysis=Analysis(rows="stage", columns="closing:month", measure="revenue"),
    views=(GRAPH, PIVOT, TABLE),
    primary=None,
)

WON_AND_LOST = replace(
    LEADS,
    key="won-and-lost",
    title=_("Won and lost"),
    crumbs=(_("CRM"), _("Reports")),
    starts_with=lambda _user: ("status:won", "status:lost", "closed:this_year"),
    analysis=Analysis(rows="closed:month", columns="status", measure="count"),
    views=(GRAPH, PIVOT, TABLE),
    primary=None,
)
