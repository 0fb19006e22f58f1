"""The closed lists of this room."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Answer(TextChoices):
    """What somebody who is invited has said; the values are those of iCalendar in lower case (RFC 5545, PARTSTAT)."""

    WAITING = "needs-action", pgettext_lazy("invitation", "No answer")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    TENTATIVE = "tentative", pgettext_lazy("invitation", "Maybe")
    DECLINED = "declined", pgettext_lazy("invitation", "Declined")


ANSWERS = (
    (Answer.ACCEPTED, pgettext_lazy("button", "Accept"), "check"),
    (Answer.TENTATIVE, pgettext_lazy("button", "Maybe"), "help"),
    (Answer.DECLINED, pgettext_lazy("button", "Decline"), "x"),
)
"""What the buttons that answer an invitation say, with their icons."""


class Privacy(TextChoices):
    """Who may read what a meeting is about. Of a private one, others see only that the time is taken."""

    PUBLIC = "public", pgettext_lazy("meeting", "Public")
    PRIVATE = "private", pgettext_lazy("meeting", "Private")


class ShowAs(TextChoices):
    """Whether a meeting takes the time of those who come."""

    BUSY = "busy", pgettext_lazy("meeting", "Busy")
    AVAILABLE = "available", pgettext_lazy("meeting", "Available")


class Channel(TextChoices):
    """How a reminder reaches people."""

    APP = "app", _("In the app")
    MAIL = "mail", _("By e-mail")


class Frequency(TextChoices):
    """How a series goes on (RFC 5545, FREQ)."""

    DAILY = "DAILY", _("Every day")
    WEEKLY = "WEEKLY", _("Every week")
    MONTHLY = "MONTHLY", _("Every month")
    YEARLY = "YEARLY", _("Every year")


class Scope(TextChoices):
    """How much of a series a change is meant for."""

    ONE = "one", _("Only this meeting")
    FOLLOWING = "following", _("This and the following ones")
    ALL = "all", _("All meetings of the series")


class Weekday(IntegerChoices):
    """The days of the week as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Position(IntegerChoices):
    """Which of a month's Mondays, Tuesdays …"""

    FIRST = 1, _("first")
    SECOND = 2, _("second")
    THIRD = 3, _("third")
    FOURTH = 4, _("fourth")
    LAST = -1, _("last")


BEFORE = (
    (0, _("At the start")),
    (5, _("5 minutes before")),
    (15, _("15 minutes before")),
    (30, _("30 minutes before")),
    (60, _("One hour before")),
    (180, _("3 hours before")),
    (1440, _("One day before")),
    (2880, _("2 days before")),
    (10080, _("One week before")),
)
"""How long before a meeting one may be reminded, in minutes."""
