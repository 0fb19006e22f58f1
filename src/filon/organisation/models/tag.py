"""Tags, which any record may carry."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.fields import TranslatedTextField, translated


class Tag(models.Model):
    """A word that groups records of any kind. `colour` is one of the ten tag colours, 1 to 10."""

    name = TranslatedTextField(_("Name"))
    colour = models.PositiveSmallIntegerField(_("Colour"), default=1)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        ordering = ("sort_key", "pk")
        constraints = [
            models.CheckConstraint(condition=models.Q(colour__gte=1, colour__lte=10), name="tag_colour_1_to_10")
        ]

    class History:
        root = None
        label = _("Tag")

    def __str__(self) -> str:
        return translated(self.name)
