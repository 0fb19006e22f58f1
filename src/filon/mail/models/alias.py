"""An alias: an address of ours, and what becomes of the messages it gets."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.models import Record
from filon.mail.choices import AliasPolicy


class Alias(models.Model):
    """The local part of an address at our mail domain. `owner` (a team) decides what a message becomes.

    `refusal_text` is what somebody who may not write hears; when it is empty, a sentence that says who may.
    """

    local_part = models.CharField(_("E-mail alias"), max_length=64, unique=True)
    owner = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="alias")
    policy = models.CharField(
        _("Accept e-mails from"), max_length=16, choices=AliasPolicy.choices, default=AliasPolicy.EVERYONE
    )

    refusal_text = models.TextField(_("Answer to those who may not write"), blank=True)

    class Meta:
        verbose_name_plural = "aliases"

    class History:
        root = "owner_id"
        label = _("E-mail alias")

    def __str__(self) -> str:
        return self.address

    @property
    def address(self) -> str:
        """The whole address, such as `vanzari@filon.localhost`."""
        return f"{self.local_part}@{settings.FILON_MAIL_DOMAIN}"
