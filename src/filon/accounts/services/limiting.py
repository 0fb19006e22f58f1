"""How often somebody may be wrong before he has to wait: per address, and per client."""

from datetime import timedelta
from math import ceil

from django.db import transaction
from django.utils.translation import ngettext

from filon.accounts.client import client_network
from filon.accounts.models import FailedAttempt
from filon.accounts.secrets import keyed_digest
from filon.core import clock
from filon.core.exceptions import DomainError

WINDOW = timedelta(minutes=15)
PER_ADDRESS = 10
PER_CLIENT = 40


class TooManyAttempts(DomainError):
    """Wrong too often; the sentence says when to try again."""

    status = 429


def require_patience(*, address: str, client: str) -> None:
    """Raise `TooManyAttempts` while the failures against this address, or from this client, are too many."""
    wait = max(_wait(f"address:{address}", PER_ADDRESS), _wait(f"client:{client_network(client)}", PER_CLIENT))
    if wait > timedelta(0):
        minutes = ceil(wait.total_seconds() / 60)
        raise TooManyAttempts(
            ngettext(
                "Too many failed attempts. Try again in %(minutes)d minute.",
                "Too many failed attempts. Try again in %(minutes)d minutes.",
                minutes,
            )
            % {"minutes": minutes}
        )


@transaction.atomic
def note_failure(*, address: str, client: str) -> None:
    """Count one failure, and forget those that no longer matter."""
    now = clock.now()
    FailedAttempt.objects.filter(at__lt=now - WINDOW).delete()
    keys = (f"address:{address}", f"client:{client_network(client)}")
    FailedAttempt.objects.bulk_create(FailedAttempt(key=keyed_digest(key), at=now) for key in keys)


def forget_failures(*, address: str) -> None:
    """Start anew for an address whose owner has shown himself. The client's failures still count."""
    FailedAttempt.objects.filter(key=keyed_digest(f"address:{address}")).delete()


def _wait(key: str, limit: int) -> timedelta:
    now = clock.now()
    failures = FailedAttempt.objects.filter(key=keyed_digest(key), at__gt=now - WINDOW).order_by("-at")
    decisive = failures.values_list("at", flat=True)[limit - 1 : limit].first()
    return decisive + WINDOW - now if decisive else timedelta(0)
