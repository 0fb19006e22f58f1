"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class JobState(TextChoices):
    """Where a job stands."""

    WAITING = "waiting", pgettext_lazy("job", "Waiting")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Done")
    DEAD = "dead", pgettext_lazy("job", "Given up")
    DISCARDED = "discarded", pgettext_lazy("job", "Discarded")


class RunState(TextChoices):
    """How a long run stands."""

    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Done")
    STOPPED = "stopped", pgettext_lazy("job", "Stopped")
    FAILED = "failed", pgettext_lazy("job", "Given up")
