"""A sales team."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.models import RecordModel, RecordQuerySet
from filon.core.money import MoneyField


class TeamQuerySet(RecordQuerySet["Team"]):
    """Questions about several teams."""

    def visible_to(self, user: User) -> "TeamQuerySet":
        """Every user may know every team."""
        return self if user.is_active else self.none()

    def active(self) -> "TeamQuerySet":
        """Those that are not archived."""
        return self.filter(is_active=True)


class Team(RecordModel):
    """People who sell together. Its alias address (`record.alias`) turns messages into leads or opportunities.

    `invoicing_target` is what the team should invoice in a month, untaxed, in the organisation's currency.
    """

    record_kind = "team"

    name = models.CharField(_("Name"), max_length=100)
    sequence = models.PositiveIntegerField(default=10)
    invoicing_target = MoneyField[Decimal | None, Decimal | None](_("Invoicing target"), null=True, blank=True)
    uses_leads = models.BooleanField(_("Messages become leads"), default=False)
    leaders = models.ManyToManyField(User, blank=True, related_name="led_teams", verbose_name=_("Team leader"))
    members = models.ManyToManyField(
        User, through="Membership", blank=True, related_name="teams", verbose_name=_("Members")
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    objects: ClassVar[TeamQuerySet] = TeamQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("sequence", "sort_key", "pk")

    class History:
        root = "self"
        many_to_many = ("leaders",)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a user sells in a team; one person may be in several."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("team", "user"), name="member_once_in_a_team")]

    class History:
        root = "team_id"
        label = _("Members")

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"
