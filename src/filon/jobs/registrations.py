"""What this room registers with the rooms below."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from filon.accounts.registrations import is_administrator
from filon.core import diagnostics
from filon.jobs import examining, schedules
from filon.jobs.tasks import forget_old_jobs
from filon.ui.menu import MenuEntry, menu

schedules.register("forget-old-jobs", forget_old_jobs, every=timedelta(hours=6))
diagnostics.register("jobs", examining.jobs)
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
