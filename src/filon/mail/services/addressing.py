"""Which addresses are ours."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from filon.core.normalising import normalised_email
from filon.mail.models import Alias

BOUNCE = "bounce"
CATCHALL = "catchall"
# RFC 2142 wants the first two read by somebody; they stay on the ledger, for administrators.
FOR_ADMINISTRATORS = ("postmaster", "abuse")
RESERVED = (BOUNCE, CATCHALL, *FOR_ADMINISTRATORS, "mailer-daemon", "notifications", "noreply", "no-reply")
DELIVERABLE = (BOUNCE, CATCHALL, *FOR_ADMINISTRATORS)


def own_local_part(address: str) -> str | None:
    """The local part of an address at our mail domain without its `+detail`, or None for an address elsewhere."""
    local, _at, domain = normalised_email(address).rpartition("@")
    if domain != settings.FILON_MAIL_DOMAIN or not local:
        return None
    return local.lower().partition("+")[0]


def detail(address: str) -> str:
    """What stands after the `+` in the local part of an address, or ""."""
    return normalised_email(address).rpartition("@")[0].partition("+")[2]


def own_address(local_part: str) -> str:
    """The address with this local part at our mail domain."""
    return f"{local_part}@{settings.FILON_MAIL_DOMAIN}"


def is_deliverable(local_part: str) -> bool:
    """Whether a message to this local part at our domain has somewhere to go."""
    return local_part in DELIVERABLE or Alias.objects.filter(local_part=local_part).exists()


@dataclass(frozen=True)
class Destinations:
    """Where at our domain a message goes. `foremost` are the aliases in To, which decide whether it is a forward."""

    aliases: tuple[Alias, ...]
    foremost: tuple[Alias, ...]
    specials: frozenset[str]
    bounced_tokens: tuple[str, ...]


def destinations(*, recipients: Iterable[str], to: Iterable[str]) -> Destinations:
    """What the addresses of a message mean here; those elsewhere mean nothing."""
    every = list(dict.fromkeys(recipients))
    locals_ = {local for address in every if (local := own_local_part(address))}
    first = {local for address in to if (local := own_local_part(address))}
    aliases = tuple(Alias.objects.filter(local_part__in=locals_).select_related("owner").order_by("pk"))
    return Destinations(
        aliases=aliases,
        foremost=tuple(alias for alias in aliases if alias.local_part in first),
        specials=frozenset(locals_ & set(RESERVED)),
        bounced_tokens=tuple(
            token for address in every if own_local_part(address) == BOUNCE and (token := detail(address))
        ),
    )
