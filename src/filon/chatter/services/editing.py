"""Changing and deleting notes; history keeps what they said."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.chatter import policies
from filon.chatter.models import Message
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.history.services import recording


@transaction.atomic
def edit_note(*, actor: User, note: Message, body: str) -> Message:
    """Let the note say `body`; the thread shows that it was changed."""
    policies.require_edit(actor, note)
    recording.describe(gettext_noop("Changed a note"))
    text = body.strip()
    if not text and not note.attachments.exists():
        raise DomainError(_("Write something, or delete the note."), field="body")
    if text != note.body_text:
        note.body_text = text
        note.edited_at = clock.now()
        note.save(update_fields=["body_text", "edited_at"])
    return note


@transaction.atomic
def delete_note(*, actor: User, note: Message) -> None:
    """Take the note and its files out of the thread; undo brings them back."""
    policies.require_edit(actor, note)
    recording.describe(gettext_noop("Deleted a note"))
    note.delete()
