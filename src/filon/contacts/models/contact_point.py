"""Where else a contact is reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.contacts.models.contact import Contact


class PointKind(models.TextChoices):
    """By what somebody is reached."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")


class ContactPoint(models.Model):
    """One more e-mail address or phone number of a contact, besides the first ones. `comparable` is normalised."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=5, choices=PointKind.choices)
    value = models.CharField(max_length=254)
    comparable = models.CharField(max_length=254, db_index=True)

    class Meta:
        ordering = ("pk",)

    class History:
        root = "contact_id"
        label = _("Another address or number")
        exclude = ("comparable",)

    def __str__(self) -> str:
        return self.value
