"""Messages that stand above the thread, because everybody should know them."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.chatter.models import Message
from filon.chatter.services.records import require_change
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.history.services import recording

MOST = 10


@transaction.atomic
def pin(*, actor: User, message: Message, is_pinned: bool = True) -> None:
    """Let a message stand above its thread, or no longer; at most ten do."""
    require_change(actor, message.record_id)
    recording.describe(gettext_noop("Pinned a message") if is_pinned else gettext_noop("Unpinned a message"))
    others = Message.objects.filter(record_id=message.record_id, pinned_at__isnull=False).exclude(pk=message.pk)
    if is_pinned and others.count() >= MOST:
        raise DomainError(_("At most %(most)d messages are pinned. Unpin one first.") % {"most": MOST})
    Message.objects.filter(pk=message.pk).update(pinned_at=clock.now() if is_pinned else None)


def pinned(record_id: int) -> list[Message]:
    """The pinned messages of a record, the one pinned last first."""
    rows = Message.objects.filter(record_id=record_id, pinned_at__isnull=False).order_by("-pinned_at", "-pk")
    return list(rows.select_related("author_user", "author_contact"))
