"""The second step of signing in: codes of an authenticator app (TOTP, RFC 6238) and recovery codes.

django-allauth keeps the authenticators; what the user sees is ours.
"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.accounts.policies import require_self
from filon.core.exceptions import Conflict, DomainError

Kind = Authenticator.Type
ISSUER = "Filon"


def uses_second_step(user: User) -> bool:
    """Whether the user needs more than his password to sign in."""
    return Authenticator.objects.filter(user=user, type__in=(Kind.TOTP, Kind.WEBAUTHN)).exists()


def uses_app(user: User) -> bool:
    """Whether the user has set up an authenticator app."""
    return Authenticator.objects.filter(user=user, type=Kind.TOTP).exists()


def verify_code(*, user: User, code: str) -> bool:
    """Whether `code` is one of the app's present codes or an unused recovery code. Each is accepted once."""
    plain = "".join(code.split())
    for authenticator in Authenticator.objects.filter(user=user, type__in=(Kind.TOTP, Kind.RECOVERY_CODES)):
        if plain and authenticator.wrap().validate_code(plain):
            authenticator.refresh_from_db()
            authenticator.record_usage()
            return True
    return False


def new_app_secret() -> str:
    """A secret for an authenticator app, in base 32; not kept until `turn_on_app`."""
    return str(generate_totp_secret())


def app_address(*, user: User, secret: str) -> str:
    """The `otpauth:` address that an app reads from the QR code."""
    adapter = get_adapter()
    return str(adapter.build_totp_url(user, secret))


@transaction.atomic
def turn_on_app(*, actor: User | None, user: User, secret: str, code: str) -> list[str]:
    """Ask for a code of the app from now on. Returns the recovery codes, made when there were none."""
    require_self(actor, user)
    User.objects.select_for_update().get(pk=user.pk)
    if Authenticator.objects.filter(user=user, type=Kind.TOTP).exists():
        raise Conflict(_("Two-step sign-in is already on."))
    if not validate_totp_code(secret, "".join(code.split())):
        raise DomainError(
            _("The code is not right. Check that the clock of your phone is right, and type the present code."),
            field="code",
        )
    TOTP.activate(user, secret)
    return list(RecoveryCodes.activate(user).get_unused_codes())


@transaction.atomic
def renew_recovery_codes(*, actor: User | None, user: User) -> list[str]:
    """Make new recovery codes; the earlier ones stop working."""
    require_self(actor, user)
    if not uses_second_step(user):
        raise Conflict(_("Turn on two-step sign-in first."))
    Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(user).get_unused_codes())


@transaction.atomic
def turn_off_second_step(*, actor: User | None, user: User) -> None:
    """Ask only for the password again. An administrator may do this for somebody who lost his phone."""
    if actor is not None and not actor.is_administrator:
        require_self(actor, user)
    Authenticator.objects.filter(user=user).delete()
