"""Passwords: chosen, changed, and set anew by a link."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.hooks import password_reset_requested
from filon.accounts.models import BrowserSession, User
from filon.accounts.policies import require_administrator, require_self
from filon.accounts.services.limiting import note_failure, require_patience
from filon.accounts.services.links import Purpose, make_one_time_link, use_link
from filon.accounts.services.sessions import end_sessions
from filon.core.exceptions import DomainError
from filon.core.normalising import normalised_email


def set_password(user: User, password: str, *, field: str = "password") -> None:
    """Give `user` a password that is good enough; does not save."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages), field=field) from error
    user.set_password(password)


def change_password(*, actor: User | None, user: User, current: str, password: str, client: str) -> None:
    """Change one's own password; whoever is signed in elsewhere has to sign in again."""
    require_self(actor, user)
    require_current_password(user=user, password=current, client=client)
    with transaction.atomic():
        set_password(user, password)
        user.save(update_fields=["password"])


def require_current_password(*, user: User, password: str, client: str) -> None:
    """Raise unless `password` is the user's: asked before what protects the account is changed.

    Not inside a transaction of its own, so that a failure stays counted.
    """
    require_patience(address=user.email, client=client)
    if not user.check_password(password):
        note_failure(address=user.email, client=client)
        raise DomainError(_("The current password is not right."), field="current")


def request_reset(*, email: str, client: str) -> None:
    """Send a reset link to the user with this address, if there is one; nobody learns whether there is."""
    address = normalised_email(email)
    require_patience(address=f"reset:{address}", client=client)
    note_failure(address=f"reset:{address}", client=client)
    user = User.objects.active().filter(email=address).first()
    if user is not None and settings.FILON_EMAIL_URL:
        password_reset_requested.run(user, make_one_time_link(purpose=Purpose.PASSWORD_RESET, user=user))


@transaction.atomic
def make_reset_link(*, actor: User | None, user: User) -> str:
    """A link by which `user` sets a new password, for an administrator to hand over."""
    require_administrator(actor)
    return make_one_time_link(purpose=Purpose.PASSWORD_RESET, user=user)


@transaction.atomic
def reset_password(*, raw: str, password: str) -> User:
    """Set the password of the user whose link this is; all his sessions end."""
    link = use_link(raw, purpose=Purpose.PASSWORD_RESET)
    user = link.user
    if user is None:
        raise DomainError(_("This link belongs to nobody."))
    set_password(user, password)
    user.save(update_fields=["password"])
    end_sessions(BrowserSession.objects.filter(user=user))
    return user
