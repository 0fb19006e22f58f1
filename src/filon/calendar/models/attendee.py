"""Somebody who is invited to a meeting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.calendar.choices import Answer
from filon.calendar.models.meeting import Meeting
from filon.contacts.models import Contact


class Attendee(models.Model):
    """One invitation: to exactly one of a user, a contact and a bare address. `email` is where it is sent, if anywhere.

    `answered_at` is when the answer was written, by the clock of whoever wrote it: an older one changes nothing.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendees")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="attendances")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="attendances")
    address = models.CharField(max_length=254, blank=True)
    email = models.CharField(max_length=254, blank=True)
    answer = models.CharField(max_length=16, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(user__isnull=False, contact__isnull=True, address="")
                    | Q(user__isnull=True, contact__isnull=False, address="")
                    | (Q(user__isnull=True, contact__isnull=True) & ~Q(address=""))
                ),
                name="attendee_is_one_of_three",
            ),
            models.UniqueConstraint(
                fields=("meeting", "email"), condition=~Q(email=""), name="address_invited_once_to_a_meeting"
            ),
            models.UniqueConstraint(fields=("meeting", "user"), name="user_invited_once_to_a_meeting"),
            models.UniqueConstraint(fields=("meeting", "contact"), name="contact_invited_once_to_a_meeting"),
        ]

    class History:
        root = "meeting_id"
        label = _("Attendees")

    def __str__(self) -> str:
        return str(self.user or self.contact or self.address)
