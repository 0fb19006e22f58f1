"""Who follows a record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.chatter.choices import USUAL_TOPICS
from filon.contacts.models import Contact
from filon.core.models import Record


class Follower(models.Model):
    """Somebody who hears what happens on a record: exactly one of a user, a contact and an address.

    `hears` names what a user wants to hear of (`choices.Topic`); None is the usual.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="follows")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="follows")
    address = models.CharField(max_length=320, blank=True)
    hears = models.JSONField[list[str] | None, list[str] | None](null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(user__isnull=False, contact__isnull=True, address="")
                    | Q(user__isnull=True, contact__isnull=False, address="")
                    | (Q(user__isnull=True, contact__isnull=True) & ~Q(address=""))
                ),
                name="follower_is_one_of_three",
            ),
            models.UniqueConstraint(
                fields=("record", "user"), condition=Q(user__isnull=False), name="user_follows_once"
            ),
            models.UniqueConstraint(
                fields=("record", "contact"), condition=Q(contact__isnull=False), name="contact_follows_once"
            ),
            models.UniqueConstraint(
                fields=("record", "address"), condition=~Q(address=""), name="address_follows_once"
            ),
        ]

    class History:
        root = "record_id"
        label = _("Follower")

    def __str__(self) -> str:
        return str(self.user or self.contact or self.address)

    @property
    def topics(self) -> list[str]:
        """What he hears of."""
        return list(USUAL_TOPICS) if self.hears is None else self.hears
