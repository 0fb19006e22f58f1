"""What an administrator has done with the list of first steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock


class FirstSteps(models.Model):
    """That a user has put the list of first steps away; undoing it brings the list back."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    put_away_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "first steps"

    class History:
        root = None
        label = _("First steps")

    def __str__(self) -> str:
        return f"{self.user_id}"
