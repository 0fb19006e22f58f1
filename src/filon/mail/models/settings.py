"""The choices about mail that hold for the whole house."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailSettings(models.Model):
    """One row, made when it is first asked for.

    `authentication_server` is the name that our own mail server writes at the start of its Authentication-Results
    (RFC 8601); results under any other name may be forged and count for nothing. `retention_days` is after how long
    messages that led to no record leave the ledger; None keeps them. Whom `trusted_senders` names may write any number.
    With `sends_as_author` a message comes from its author's own address, if that is at our mail domain or at one of
    `sender_domains`, whose SPF and DKIM let our mail server send for them.
    """

    requires_dmarc = models.BooleanField(_("Authenticated partners must pass DMARC"), default=False)
    authentication_server = models.CharField(_("Name of our mail server"), max_length=253, blank=True)
    retention_days = models.PositiveIntegerField(_("Keep for days"), null=True, blank=True)
    trusted_senders = models.JSONField(default=list, blank=True)
    sends_as_author = models.BooleanField(_("Send from each user's own address"), default=True)
    sender_domains = models.JSONField(default=list, blank=True)

    class History:
        root = None
        label = _("E-mail settings")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_mail_settings")]

    def __str__(self) -> str:
        return "mail settings"

    @classmethod
    def current(cls) -> Self:
        """The settings; nothing is stored before somebody changes them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
