"""What this room registers with the rooms below."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from filon.accounts.registrations import is_administrator
from filon.core import diagnostics
from filon.jobs import examining, schedules
from filon.jobs.tasks import forget_old_jobs
from filon.jobs.trays import begin, expected
from filon.ui.lists.bulk import in_background
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

schedules.register("forget-old-jobs", forget_old_jobs, every=timedelta(hours=6))
diagnostics.register("jobs", examining.jobs)
in_background.register("jobs", begin)
panels.register("header", "jobs", Panel("jobs/tray.html", expected, order=30))
menu.register(
    MenuEntry(
        "jobs",
        _("Jobs"),
        url_name="jobs:list",
        icon="robot",
        parent="system",
        order=80,
        visible_to=is_administrator,
        description=_("What runs in the background, and what failed for good."),
    )
)
