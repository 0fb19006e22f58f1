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
