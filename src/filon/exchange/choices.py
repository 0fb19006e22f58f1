"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How far an import is."""

    DRAFT = "draft", _("Being prepared")
    CHECKING = "checking", _("Being tried")
    CHECKED = "checked", _("Tried")
    RUNNING = "running", _("Running")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Stopped")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


BUSY = (State.CHECKING, State.RUNNING, State.UNDOING)
OPEN = (State.DRAFT, State.CHECKED)


class Outcome(TextChoices):
    """What becomes of a row; those left out and rejected are told with their reasons."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REJECTED = "rejected"


class Twice(TextChoices):
    """What to do with a row that seems to be known already."""

    SKIP = "skip", _("Leave it out")
    UPDATE = "update", _("Update the known one")
    CREATE = "create", _("Add it all the same")


class Decimals(TextChoices):
    """How a file writes numbers."""

    COMMA = ",", "1.234,56"
    POINT = ".", "1,234.56"


class DayOrder(TextChoices):
    """How a file writes days when it writes numbers only."""

    DAY_FIRST = "dmy", "31.12.2026"
    MONTH_FIRST = "mdy", "12/31/2026"
