"""Security keys (WebAuthn) as the second step: a touch of a key or of the phone's sensor instead of a code.

django-allauth talks to the authenticator; it keeps the challenge in the session of the present request, which its
middleware knows. A key belongs to the host name of the page, so none works where Filon is opened by an IP address.
"""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.accounts.policies import require_self
from filon.accounts.services.second_step import Kind
from filon.core.exceptions import Conflict, DomainError

LONGEST_ANSWER = 20_000


def keys_of(user: User) -> QuerySet[Authenticator]:
    """The user's security keys, oldest first."""
    return Authenticator.objects.filter(user=user, type=Kind.WEBAUTHN).order_by("pk")


def registration_options(user: User) -> dict[str, Any]:
    """What the browser needs to register a new key; begins a new challenge."""
    return dict(auth.begin_registration(user, passwordless=False))


def sign_in_options(user: User) -> dict[str, Any]:
    """What the browser needs to ask for one of the user's keys; begins a new challenge."""
    return dict(auth.begin_authentication(user))


@transaction.atomic
def add_key(*, actor: User | None, user: User, name: str, answer: str) -> list[str]:
    """Keep the key that `answer` (the browser's JSON) proves. Returns the recovery codes if they were made for it."""
    require_self(actor, user)
    credential = _read(answer)
    try:
        auth.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError) as error:
        raise DomainError(_("The key did not answer as expected. Try again."), field="answer") from error
    had_codes = Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).exists()
    auth.WebAuthn.add(user, name.strip()[:100], credential)
    return [] if had_codes else list(RecoveryCodes.activate(user).get_unused_codes())


@transaction.atomic
def remove_key(*, actor: User | None, key: Authenticator) -> None:
    """Forget a key. The last way of the second step stays: turning that off asks for the password."""
    require_self(actor, key.user)
    others = Authenticator.objects.filter(user=key.user).exclude(type=Kind.RECOVERY_CODES).exclude(pk=key.pk)
    if not others.exists():
        raise Conflict(_("This is your only second step. To do without it, turn off two-step sign-in."))
    key.delete()


def verify_key(*, user: User, answer: str) -> bool:
    """Whether `answer` (the browser's JSON) comes from one of the user's keys and answers the present challenge."""
    try:
        key = auth.complete_authentication(user, _read(answer))
    except (DomainError, ValidationError, ValueError, TypeError, KeyError):
        return False
    key.record_usage()
    return True


def _read(answer: str) -> dict[str, Any]:
    try:
        read = json.loads(answer[:LONGEST_ANSWER])
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise DomainError(_("The key did not answer as expected. Try again."), field="answer")
    return read
