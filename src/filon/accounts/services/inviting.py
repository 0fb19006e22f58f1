"""Invitations: a user who has yet to choose his password."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.hooks import act_described, user_invited
from filon.accounts.models import User
from filon.accounts.policies import require_inviter
from filon.accounts.services.links import LinkNotUsable, Purpose, make_one_time_link, use_link
from filon.accounts.services.managing import add_user
from filon.accounts.services.passwords import set_password
from filon.core.exceptions import Conflict

VALID = timedelta(days=7)


@transaction.atomic
def invite_user(*, actor: User | None, name: str, email: str, role: str, language: str = "") -> tuple[User, str]:
    """Add a user and invite him; returns him and the link by which he chooses his password.

    The link is valid for seven days. It goes by mail too where outgoing mail is set up.
    """
    user = add_user(actor=actor, name=name, email=email, role=role, language=language)
    return user, renew_invitation(actor=actor, user=user)


@transaction.atomic
def renew_invitation(*, actor: User | None, user: User) -> str:
    """A new invitation link for somebody who has not used his; the earlier one stops working."""
    require_inviter(actor, user.role)
    if user.has_usable_password():
        raise Conflict(_("%(user)s has already chosen a password.") % {"user": user})
    link = make_one_time_link(purpose=Purpose.INVITATION, user=user, valid=VALID)
    if settings.FILON_EMAIL_URL:
        user_invited.run(user, actor, link)
    return link


@transaction.atomic
def accept_invitation(*, raw: str, name: str, password: str) -> User:
    """Use the invitation: the user confirms his name and chooses his password."""
    user = use_link(raw, purpose=Purpose.INVITATION).user
    if user is None:
        raise LinkNotUsable(_("This link belongs to nobody."))
    act_described.run(gettext_noop("Accepted an invitation"))
    set_password(user, password)
    user.name = " ".join(name.split()) or user.name
    user.save(update_fields=["name", "password"])
    return user
