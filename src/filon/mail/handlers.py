"""What this room does when other rooms announce something: one-time links go out by mail."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from filon.accounts.models import User
from filon.mail.services.sending import queue_message
from filon.organisation.models import Organisation


def send_invitation(user: User, inviter: User | None, link: str) -> None:
    """Send an invited user the link by which he chooses his password."""
    with override(user.language):
        company = Organisation.current().name
        asked = inviter.name if inviter else company
        queue_message(
            record_id=None,
            author=None,
            to=[user.email],
            subject=_("Invitation to Filon, %(company)s") % {"company": company},
            text=_(
                "Hello %(name)s,\n\n%(inviter)s invites you to Filon, where %(company)s keeps its customers and sales. "
                "Choose your password here:\n\n%(link)s\n\nThe link works once, within seven days."
            )
            % {"name": user.name, "inviter": asked, "company": company, "link": link},
            is_automatic=True,
        )


def send_reset_link(user: User, link: str) -> None:
    """Send a user the link by which he sets a new password."""
    with override(user.language):
        queue_message(
            record_id=None,
            author=None,
            to=[user.email],
            subject=_("A new password for Filon"),
            text=_(
                "Hello %(name)s,\n\nsomebody, probably you, has asked for a new password. Choose it here:\n\n%(link)s"
                "\n\nThe link works once, within a day. If it was not you, do nothing: your password stays as it is."
            )
            % {"name": user.name, "link": link},
            is_automatic=True,
        )
