"""What a team should invoice, month by month."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.money import MoneyField
from filon.teams.models.team import Team


class Target(models.Model):
    """What the team should invoice in a month, from the month that begins on `month` until a later row says otherwise.

    Untaxed, in the organisation's currency. None means that from then on nothing was expected.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="targets")
    month = models.DateField()
    amount = MoneyField[Decimal | None, Decimal | None](_("Invoicing target"), null=True, blank=True)

    class Meta:
        ordering = ("-month",)
        constraints = [models.UniqueConstraint(fields=("team", "month"), name="one_target_a_month")]

    class History:
        root = "team_id"
        label = _("Invoicing target")

    def __str__(self) -> str:
        return f"{self.team}, {self.month:%Y-%m}: {self.amount}"
