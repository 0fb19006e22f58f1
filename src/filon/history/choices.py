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


class Reason(TextChoices):
    """Why a part of a change-set was not undone. What follows each is how people read it, about `%(what)s`."""

    RIGHTS = "rights", _("%(what)s: not yours to change")
    CHANGED = "changed", _("%(what)s, %(field)s: changed since")
    DELETED = "deleted", _("%(what)s: deleted since")
    RETURNED = "returned", _("%(what)s: there again since")
    EDITED = "edited", _("%(what)s: edited since it was created")
    USED = "used", _("%(what)s: something else needs it since")
    TARGET = "target", _("%(what)s, %(field)s: what stood there is gone")
    TAKEN = "taken", _("%(what)s: another one has taken its place")
    RULE = "rule", _("%(what)s: a rule forbids how it was")
    FINAL = "final", _("%(what)s: cannot be undone")
    UNKNOWN = "unknown", _("%(what)s: not kept any more")
