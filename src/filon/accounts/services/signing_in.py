"""Who somebody is: by address and password, and by the code of the second step."""

from django.contrib.auth import authenticate
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.accounts.services.keys import verify_key
from filon.accounts.services.limiting import forget_failures, note_failure, require_patience
from filon.accounts.services.second_step import uses_second_step, verify_code
from filon.core.exceptions import DomainError


def check_password(*, email: str, password: str, client: str) -> User:
    """The active user with this address and password.

    An unknown address, an inactive user and a wrong password get the same answer after the same time. Failures count
    against the address and the client (`TooManyAttempts`); they stay counted when the caller's work is undone.
    """
    address = email.strip().lower()
    require_patience(address=address, client=client)
    user = authenticate(None, username=address, password=password)
    if not isinstance(user, User):
        note_failure(address=address, client=client)
        raise DomainError(_("The e-mail address or the password is not right."), field="password")
    if not uses_second_step(user):
        forget_failures(address=address)
    return user


def check_key(*, user: User, answer: str, client: str) -> None:
    """Accept the answer of one of the user's security keys; otherwise raise."""
    require_patience(address=user.email, client=client)
    if not verify_key(user=user, answer=answer):
        note_failure(address=user.email, client=client)
        raise DomainError(_("The key did not answer as expected. Try again."))
    forget_failures(address=user.email)


def check_code(*, user: User, code: str, client: str) -> None:
    """Accept a code of the user's app, or one of his recovery codes; otherwise raise."""
    require_patience(address=user.email, client=client)
    if not verify_code(user=user, code=code):
        note_failure(address=user.email, client=client)
        raise DomainError(_("The code is not right. Codes change every 30 seconds."), field="code")
    forget_failures(address=user.email)
