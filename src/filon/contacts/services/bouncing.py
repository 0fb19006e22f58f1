"""Addresses from which messages of ours come back."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from filon.contacts.models import BouncingAddress
from filon.core import clock
from filon.core.normalising import normalised_email

MARKED = 20_000
"""As many of them as a list marks at most."""


@transaction.atomic
def note_returned(*, address: str, reason: str) -> None:
    """Count one more message that came back from `address`; what is no address is not counted."""
    bare = normalised_email(address)
    if not bare:
        return
    row, _made = BouncingAddress.objects.get_or_create(address=bare)
    BouncingAddress.objects.filter(pk=row.pk).update(bounces=F("bounces") + 1, reason=reason, last_at=clock.now())


def note_alive(address: str) -> None:
    """Somebody has written to us from `address` (normalised), so it works: what came back from it is forgotten."""
    if address:
        BouncingAddress.objects.filter(address=address).delete()


def bouncing(addresses: Iterable[str]) -> list[BouncingAddress]:
    """Those of the normalised addresses from which messages of ours came back since they last wrote."""
    return list(BouncingAddress.objects.filter(address__in=list(addresses)).order_by("address"))


def bounces_of(addresses: Iterable[str]) -> dict[str, int]:
    """How often messages came back from these normalised addresses, for those where it happened."""
    return {row.address: row.bounces for row in bouncing(set(addresses) - {""})}


def bouncing_addresses() -> set[str]:
    """All of them, for a list to mark."""
    return set(BouncingAddress.objects.values_list("address", flat=True)[:MARKED])


def is_bouncing(field: str = "email_normalised") -> Q:
    """What rows fulfil from whose address, in `field`, messages come back."""
    return Q(Exists(BouncingAddress.objects.filter(address=OuterRef(field))))
