"""A mailbox elsewhere whose messages we fetch, or a door through which a provider hands them in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core import clock
from filon.mail.choices import MailboxKind, Security
from filon.mail.models.alias import Alias


class Mailbox(models.Model):
    """Where messages come from beside our own mail server.

    What matches no thread and no address of ours goes to `alias`. `secret` is the sealed password (or, of a door, the
    part of its address that makes an old one useless). `position` is how far an IMAP folder has been read, as
    `UIDVALIDITY:UID`; `seen` holds the ids that a POP mailbox still keeps. `error` is why the last visit failed.
    """

    name = models.CharField(_("Name"), max_length=100)
    kind = models.CharField(_("Kind"), max_length=8, choices=MailboxKind.choices, default=MailboxKind.IMAP)
    host = models.CharField(_("Server"), max_length=253, blank=True)
    port = models.PositiveIntegerField(_("Port"), null=True, blank=True)
    security = models.CharField(_("Security"), max_length=8, choices=Security.choices, default=Security.TLS)
    user = models.CharField(_("User"), max_length=320, blank=True)
    secret = models.TextField(blank=True)
    folder = models.CharField(_("Folder"), max_length=200, default="INBOX")
    alias = models.ForeignKey(
        Alias,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mailboxes",
        verbose_name=_("For the team"),
    )
    takes_older = models.BooleanField(_("Also take the messages that are there already"), default=False)
    deletes = models.BooleanField(_("Delete from the mailbox what has been taken"), default=False)
    is_active = models.BooleanField(_("In use"), default=True)
    position = models.CharField(max_length=64, blank=True)
    seen = models.JSONField(default=list)
    taken = models.PositiveBigIntegerField(default=0)
    visited_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "mailboxes"

    class History:
        root = None
        label = _("Mailbox")
        exclude = ("secret", "position", "seen", "taken", "visited_at", "error")

    def __str__(self) -> str:
        return self.name
