"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Through which door a change-set came."""

    WEB = "web", _("Page")
    API = "api", _("API")
    MAIL = "mail", _("Message received")
    JOB = "job", _("Background work")
    COMMAND = "command", _("Command")
    IMPORT = "import", _("Import")
    UNDO = "undo", _("Undo")
    ERASE = "erase", _("Erasure")
    OUTSIDE = "outside", _("Outside the application")


class Operation(TextChoices):
    """What happened to a row."""

    INSERT = "I", _("Created")
    UPDATE = "U", _("Changed")
    DELETE = "D", _("Deleted")
