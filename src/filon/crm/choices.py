"""The closed lists of this room."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class LeadType(TextChoices):
    """Whether the need is still to be qualified."""

    LEAD = "lead", _("Lead")
    OPPORTUNITY = "opportunity", _("Opportunity")


class Status(TextChoices):
    """How it stands or ended."""

    OPEN = "open", _("Open")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


class Priority(IntegerChoices):
    """How much it matters, in stars."""

    LOW = 0, _("Low")
    MEDIUM = 1, _("Medium")
    HIGH = 2, _("High")
    VERY_HIGH = 3, _("Very high")
