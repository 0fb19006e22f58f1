"""How long mined leads that nobody works on are kept."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Retention(models.Model):
    """After how many days a mined lead that nobody has touched goes, and whether it goes by itself each night."""

    days = models.PositiveSmallIntegerField(
        _("Days"), default=90, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    is_scheduled = models.BooleanField(_("Delete them every night"), default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_retention")]

    class History:
        root = None
        label = _("How long mined leads are kept")

    def __str__(self) -> str:
        return str(self.days)

    @classmethod
    def current(cls) -> Self:
        """What holds; the usual values until somebody says otherwise."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
