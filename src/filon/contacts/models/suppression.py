"""Who asked not to be approached: hashes that survive the erasure of everything else about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.contacts.choices import SuppressionKind
from filon.core import clock


class Suppression(models.Model):
    """An e-mail address, domain, phone number or fiscal code that must not be approached (GDPR, article 21).

    Only the keyed hash is kept, so that the list itself is no address book; `hint` shows people what it is about.
    """

    kind = models.CharField(_("Kind"), max_length=8, choices=SuppressionKind.choices)
    value_hash = models.CharField(max_length=64, editable=False)
    hint = models.CharField(max_length=40, blank=True, editable=False)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("-pk",)
        constraints = [models.UniqueConstraint(fields=("kind", "value_hash"), name="suppressed_once")]

    class History:
        root = None
        label = _("Objections")

    def __str__(self) -> str:
        return self.hint
