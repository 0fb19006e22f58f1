"""Where a lead came from: which campaign, through which medium, from which source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.fields import TranslatedTextField, translated


class MarketingName(models.Model):
    """A name that leads share."""

    name = TranslatedTextField(_("Name"))
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        abstract = True
        ordering = ("sort_key", "pk")

    class History:
        root = None

    def __str__(self) -> str:
        return translated(self.name)


class Campaign(MarketingName):
    """A marketing effort with a name, such as "Autumn fair 2026"."""

    class History(MarketingName.History):
        label = _("Campaign")


class Medium(MarketingName):
    """How the message travelled: e-mail, phone, website."""

    class Meta(MarketingName.Meta):
        verbose_name_plural = "media"

    class History(MarketingName.History):
        label = _("Medium")


class Source(MarketingName):
    """Where it was met: a search engine, a newsletter, a partner."""

    class History(MarketingName.History):
        label = _("Source")
