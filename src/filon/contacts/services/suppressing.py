"""The list of those who must not be approached: adding to it, and asking it for many at once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.contacts.choices import SuppressionKind
from filon.contacts.models import Suppression
from filon.contacts.services.deriving import home_country
from filon.core.exceptions import DomainError, NotAllowed
from filon.core.normalising import normalised_email
from filon.core.phones import e164
from filon.history.services import recording

_SALT = "filon.contacts.suppression"


def normalised(kind: str, value: str, home: str) -> str:
    """The value as it is hashed; "" when it is none of this kind. A number without a country's code is of `home`."""
    text = value.strip()
    if not text:
        return ""
    if kind == SuppressionKind.EMAIL:
        return normalised_email(text).lower()
    if kind == SuppressionKind.DOMAIN:
        bare = text.lower().rpartition("@")[2].removeprefix("https://").removeprefix("http://").removeprefix("www.")
        return bare.split("/")[0] if "." in bare else ""
    if kind == SuppressionKind.PHONE:
        return e164(text, home)
    return "".join(letter for letter in text.upper() if letter.isalnum()).removeprefix("RO")


def hashed(kind: str, value: str) -> str:
    """The keyed hash of a normalised value."""
    return salted_hmac(_SALT, f"{kind}:{value}", algorithm="sha256").hexdigest()


@transaction.atomic
def suppress(*, actor: User | None, kind: str, value: str, reason: str = "") -> Suppression:
    """Never approach this address, domain, number or company again. Adding what is there already changes nothing."""
    if actor is not None and not actor.is_active:
        raise NotAllowed(_("Your account is not active."))
    bare = normalised(kind, value, home_country())
    if not bare:
        raise DomainError(_("This is no value of the chosen kind."), field="value")
    recording.describe(gettext_noop("Noted an objection"))
    found, _made = Suppression.objects.get_or_create(
        kind=kind,
        value_hash=hashed(kind, bare),
        defaults={"hint": _hint(kind, bare), "reason": reason.strip()[:200], "created_by": actor},
    )
    return found


@transaction.atomic
def allow_again(*, actor: User | None, suppression: Suppression) -> None:
    """Take an objection back. Only administrators do."""
    if actor is not None and not actor.is_administrator:
        raise NotAllowed(_("Only an administrator may take back an objection."))
    recording.describe(gettext_noop("Took back an objection"))
    suppression.delete()


def suppressed(*, emails: Iterable[str] = (), domains: Iterable[str] = (), vats: Iterable[str] = (),
               phones: Iterable[str] = (), since: datetime | None = None) -> set[str]:  # fmt: skip
    """Which of these values must not be approached, as they were given; an address also by its domain.

    `since` asks only for those who objected after that moment.
    """
    wanted: dict[str, list[str]] = {}
    home = home_country()
    for kind, values in (("email", emails), ("domain", domains), ("vat", vats), ("phone", phones)):
        for value in values:
            forms = [(kind, value), ("domain", value)] if kind == "email" else [(kind, value)]
            for form, text in forms:
                bare = normalised(form, text, home)
                if bare:
                    wanted.setdefault(hashed(form, bare), []).append(value)
    rows = Suppression.objects.filter(value_hash__in=wanted).values_list("value_hash", flat=True)
    rows = rows if since is None else rows.filter(created_at__gt=since)
    return {value for found in rows for value in wanted[found]}


def _hint(kind: str, bare: str) -> str:
    """Enough to recognise what was meant, too little to write to."""
    if kind == SuppressionKind.EMAIL:
        local, _at, domain = bare.partition("@")
        return f"{local[:2]}…@{domain}"[:40]
    return bare[:40] if kind == SuppressionKind.DOMAIN else f"…{bare[-4:]}"
