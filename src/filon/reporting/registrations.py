"""The analyses in the menu, and what this room shows on one's day."""

from django.utils.translation import gettext_lazy as _

from filon.reporting.panels import month, to_settle
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

menu.register(
    MenuEntry("forecast", _("Forecast"), url_name="reporting:forecast", icon="calendar-event",
              parent="reports", order=10, description=_("What is expected to close, month by month."))
)  # fmt: skip
menu.register(
    MenuEntry("pipeline-analysis", _("Pipeline analysis"), url_name="reporting:pipeline", icon="chart-bar",
              parent="reports", order=20, description=_("What is in the pipeline, by any two fields and amounts."))
)  # fmt: skip
menu.register(
    MenuEntry("won-and-lost", _("Won and lost"), url_name="reporting:won-and-lost", icon="trophy",
              parent="reports", order=30, description=_("What was won and lost, when, by whom and why."))
)  # fmt: skip
panels.register("home.section", "month", Panel("reporting/home_month.html", month, order=15))
panels.register("home.section", "to-settle", Panel("reporting/home_to_settle.html", to_settle, order=12))
