"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a user may see and do. Each role includes the one before it."""

    OWN = "own", _("Own documents")
    ALL = "all", _("All documents")
    ADMINISTRATOR = "administrator", _("Administrator")


class Theme(TextChoices):
    """How pages are lit."""

    SYSTEM = "system", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
