"""A stage of the pipeline."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.fields import TranslatedTextField, translated
from filon.teams.models import Team


class Stage(models.Model):
    """A step on the way to a won deal, for all teams or for one. Entering a `is_won` stage wins the deal.

    `required_fields` are names of lead fields that must be filled before a deal may enter the stage.
    """

    name = TranslatedTextField(_("Name"))
    sequence = models.PositiveIntegerField(_("Sequence"), default=1)
    probability = models.PositiveSmallIntegerField(_("Probability"), default=10)
    is_won = models.BooleanField(_("Is won"), default=False)
    is_folded = models.BooleanField(_("Folded"), default=False)
    requirements = TranslatedTextField(_("Requirements"), blank=True)
    required_fields = models.JSONField(default=list, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="stages")

    class Meta:
        ordering = ("sequence", "pk")

    class History:
        root = None
        label = _("Stage")

    def __str__(self) -> str:
        return translated(self.name)
