"""A message in the thread of a record."""

from email.utils import getaddresses, parseaddr
from typing import Any, ClassVar, TypedDict

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.chatter.choices import MessageKind
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.models import Record
from filon.core.normalising import folded
from filon.mail.choices import Protection
from filon.mail.models import InboundMessage, OutboundMessage

ANSWER_MARKS = ("re:", "aw:", "fw:", "fwd:", "răsp:")


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about several messages."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list["Message"]:
        """Insert messages, each with the text by which it is found."""
        rows = list(objs)
        for message in rows:
            message.search_text = message.text_to_search()
        return super().bulk_create(rows, *args, **kwargs)


class Received(TypedDict, total=False):
    """What is said beside the text of a received message; nothing is kept of what does not apply.

    `cc`: who else got it, outside our house. `passed_on`: who first wrote what was forwarded. `signature`: what stands
    below the text. `protection`: how it is signed or sealed (`mail.choices.Protection`). `invitation`: to what its
    calendar part invites, with moments in ISO 8601.
    """

    cc: list[str]
    passed_on: str
    signature: str
    protection: str
    invitation: dict[str, str]


class Message(models.Model):
    """Something said on a record: a message to people outside, a note for us, or a message received.

    The author is exactly one of a user, a contact and a bare address. `body_text` is plain text; of a received message
    it is the part that is new, and `full_text` holds the whole when there is more (the quoted history). The HTML of a
    received message stays with the raw message on the ledger, and `received` holds what else is to be said of it (see
    `Received`). `seen_at` is when one of us has seen a received message.
    A pinned message (`pinned_at`) stands above the thread. `search_text` is what the search within a thread looks at.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=MessageKind.choices)
    author_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    author_contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    author_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    body_text = models.TextField(blank=True)
    full_text = models.TextField(blank=True)
    has_html = models.BooleanField(default=False)
    received = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=500, blank=True)
    inbound = models.ForeignKey(InboundMessage, on_delete=models.PROTECT, null=True, related_name="thread_messages")
    outbound = models.OneToOneField(OutboundMessage, on_delete=models.PROTECT, null=True, related_name="thread_message")
    is_automatic = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    pinned_at = models.DateTimeField(null=True)
    search_text = models.TextField(editable=False, default="")

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("record", "-id"), name="message_by_record"),
            models.Index(fields=("message_id",), name="message_by_message_id"),
            models.Index(
                fields=("record",),
                name="message_unseen",
                condition=Q(kind=MessageKind.INBOUND, seen_at__isnull=True, is_automatic=False),
            ),
            models.Index(fields=("record",), name="message_pinned", condition=Q(pinned_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(author_user__isnull=False, author_contact__isnull=True, author_address="")
                    | Q(author_user__isnull=True, author_contact__isnull=False, author_address="")
                    | (Q(author_user__isnull=True, author_contact__isnull=True) & ~Q(author_address=""))
                ),
                name="message_has_one_author",
            )
        ]

    class History:
        root = "record_id"
        label = _("Message")
        exclude = ("seen_at", "search_text")

    def __str__(self) -> str:
        return self.subject or self.body_text[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, with the text by which it is found in its thread."""
        self.search_text = self.text_to_search()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(*args, **kwargs)

    def text_to_search(self) -> str:
        """Its words without case and diacritics: the subject, what is new in it, and who wrote it to us."""
        return folded(f"{self.author_address} {self.subject} {self.body_text}")

    @property
    def author_name(self) -> str:
        """Who wrote it, as people know him."""
        return str(self.author_user or self.author_contact or parseaddr(self.author_address)[0] or self.author_address)

    @property
    def stranger_address(self) -> str:
        """The address of an author whom we know by nothing else than his name, which he chose himself."""
        name, address = parseaddr(self.author_address)
        return address if name else ""

    @property
    def is_unseen(self) -> bool:
        """Whether it was received and nobody in charge has seen it."""
        return self.kind == MessageKind.INBOUND and self.seen_at is None and not self.is_automatic

    @property
    def own_subject(self) -> str:
        """The subject, unless it only repeats that of the message it answers or passes on."""
        return "" if self.subject.lower().startswith(ANSWER_MARKS) else self.subject

    @property
    def arrived_at(self) -> str:
        """The address of ours to which it was sent, without the domain; "" when that is not known."""
        recipients = self.inbound.envelope_recipients if self.inbound else []
        return f"{recipients[0].partition('@')[0]}@" if recipients else ""

    @property
    def protection_words(self) -> str:
        """How a received message is signed or sealed, in words."""
        kind = self.received.get("protection", "")
        return str(Protection(kind).label) if kind in Protection.values else ""

    @property
    def people(self) -> str:
        """To whom it was sent, by name where there is one, and who got a copy."""
        if self.outbound is None:
            return ""
        to, cc = (", ".join(n or a for n, a in getaddresses(texts)) for texts in (self.outbound.to, self.outbound.cc))
        return f"{to}; Cc: {cc}" if cc else to
