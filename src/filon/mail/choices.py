"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What became of a message that reached us."""

    RECEIVED = "received", _("Received")
    CREATED = "created", _("Record created")
    THREADED = "threaded", _("Added to a thread")
    REFUSED = "refused", _("Refused")
    BOUNCE = "bounce", _("Bounce")
    AUTO_REPLY = "auto_reply", _("Automatic reply")
    CALENDAR = "calendar", _("Calendar answer")
    DUPLICATE = "duplicate", _("Duplicate")
    FAILED = "failed", _("Failed")


class OutboundState(TextChoices):
    """Where a message that we send stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    BOUNCED = "bounced", _("Bounced")
    CANCELLED = "cancelled", _("Stopped")


class AliasPolicy(TextChoices):
    """Who may write to an alias address."""

    EVERYONE = "everyone", _("Everyone")
    PARTNERS = "partners", _("Authenticated partners")
    FOLLOWERS = "followers", _("Followers only")


class Protection(TextChoices):
    """How the content of a received message is signed or encrypted; it is kept as it came, and not checked here."""

    SMIME_SIGNED = "smime_signed", _("Signed (S/MIME); the signature is not checked here")
    SMIME_SEALED = "smime_sealed", _("Signed or encrypted (S/MIME); open the file in your mail program")
    PGP_SIGNED = "pgp_signed", _("Signed (PGP); the signature is not checked here")
    PGP_ENCRYPTED = "pgp_encrypted", _("Encrypted (PGP); open the file in your mail program")


class MailboxKind(TextChoices):
    """How the messages of a mailbox come to us."""

    IMAP = "imap", "IMAP"
    POP = "pop", "POP3"
    HTTP = "http", _("Web address for a mail provider")


class Security(TextChoices):
    """How the connection to a mailbox is protected."""

    TLS = "tls", "TLS"
    STARTTLS = "starttls", "STARTTLS"
    NONE = "none", _("None, only on this machine")
