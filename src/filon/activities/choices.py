"""The closed lists of this room."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(TextChoices):
    """What kind of work it is; a call offers the number, a meeting the calendar, a document the file picker."""

    TODO = "todo", _("To-do")
    CALL = "call", pgettext_lazy("activity", "Call")
    MEETING = "meeting", _("Meeting")
    EMAIL = "email", _("E-mail")
    DOCUMENT = "document", _("Document")
    QUOTATION = "quotation", _("Quotation")


class Priority(IntegerChoices):
    """How much it matters, in stars."""

    LOW = 0, _("Low")
    MEDIUM = 1, _("Medium")
    HIGH = 2, _("High")
    VERY_HIGH = 3, _("Very high")


class Unit(TextChoices):
    """What a delay is counted in; months go by the calendar."""

    DAYS = "days", _("days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


class DelayFrom(TextChoices):
    """The day from which the delay is counted."""

    PREVIOUS = "previous", _("after the due date of the previous activity")
    TODAY = "today", _("after the day of scheduling")


class Chaining(TextChoices):
    """What follows when it is done."""

    SUGGEST = "suggest", _("Suggest the next activity")
    TRIGGER = "trigger", _("Schedule the next activity by itself")


class Told(TextChoices):
    """Who hears of an activity besides the one who acts."""

    NOBODY = "nobody", _("Nobody")
    ASSIGNEE = "assignee", _("The responsible")
    BOTH = "both", _("The responsible and who scheduled it")
    FOLLOWERS = "followers", _("The responsible and all who follow the record")


class Status(TextChoices):
    """Whether it is still to be done, or how it ended."""

    OPEN = "open", pgettext_lazy("activity", "Planned")
    DONE = "done", pgettext_lazy("activity", "Done")
    CANCELLED = "cancelled", pgettext_lazy("activity", "Cancelled")


class Outcome(TextChoices):
    """Why activities ended together with their record, or with their assignee."""

    NONE = "", "–"
    WON = "won", _("the deal was won")
    LOST = "lost", _("the deal was lost")
    ARCHIVED = "archived", _("the record was archived")
    USER = "user", _("the responsible was switched off")


class State(TextChoices):
    """How an open activity stands today, where its assignee is; for a record, that of its most urgent one."""

    OVERDUE = "late", _("Overdue")
    TODAY = "today", pgettext_lazy("activity", "Today")
    PLANNED = "plan", pgettext_lazy("activity", "Planned")
    NONE = "none", _("No next step")


class Assignment(TextChoices):
    """Who gets the activities of a plan's step."""

    LAUNCH = "launch", _("Ask at launch")
    OWNER = "owner", _("The record's salesperson")
    FIXED = "fixed", _("Always the same user")
