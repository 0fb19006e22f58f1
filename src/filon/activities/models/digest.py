"""What the morning's mail needs to know of a user."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User


class Morning(models.Model):
    """What a user wants in the morning, and the last of his days on which he got it, so that he gets it once.

    `seen_at` is when he opened his day before the last time: what came since then is new to him.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="morning")
    wants_digest = models.BooleanField(_("A mail in the morning when something is due"), default=True)
    told_on = models.DateField(null=True, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)

    class History:
        exclude = ("told_on", "seen_at", "opened_at")
        root = None
        label = _("Morning mail")

    def __str__(self) -> str:
        return f"{self.user_id}"
