"""Why a deal was lost."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.fields import TranslatedTextField, translated


class LostReason(models.Model):
    """One of the reasons that a salesperson may choose when a deal is lost."""

    name = TranslatedTextField(_("Name"))
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ("sort_key", "pk")

    class History:
        root = None
        label = _("Lost reason")

    def __str__(self) -> str:
        return translated(self.name)
