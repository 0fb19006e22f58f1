"""Who may change what stands in a thread."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.chatter.choices import MessageKind
from filon.chatter.models import Message
from filon.core.exceptions import NotAllowed


def may_edit_all(user: User) -> bool:
    """Whether `user` may change other people's notes too."""
    return user.is_administrator


def may_edit(user: User, message: Message) -> bool:
    """Whether `user` may change or delete `message`: his own note, or any note for an administrator."""
    return message.kind == MessageKind.NOTE and (message.author_user_id == user.pk or may_edit_all(user))


def require_edit(user: User, message: Message) -> None:
    """Raise NotAllowed unless `user` may change `message`."""
    if message.kind != MessageKind.NOTE:
        raise NotAllowed(_("Messages stay as they were sent or received. Only notes can be changed."))
    if not may_edit(user, message):
        raise NotAllowed(_("Only %(name)s or an administrator may change this note.") % {"name": message.author_name})


def may_configure(user: User) -> bool:
    """Whether `user` may change message templates."""
    return user.is_active and user.is_administrator


def require_configure(actor: User | None) -> None:
    """Raise NotAllowed unless `actor` (None for the system) may change message templates."""
    if actor is not None and not may_configure(actor):
        raise NotAllowed(_("Only an administrator may change message templates."))
