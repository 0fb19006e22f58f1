"""Objecting by a link: whoever we write to may say with one click that he wants no more of it (GDPR, article 21)."""

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from filon.contacts.choices import SuppressionKind
from filon.contacts.models import Suppression
from filon.contacts.services.suppressing import suppress
from filon.core.normalising import normalised_email

_SALT = "filon.contacts.objection"


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT)


def objection_link(email: str) -> str:
    """The address of the page where the owner of `email` objects. It does not expire: no objection comes too late."""
    token = _signer().sign_object(normalised_email(email))
    return settings.FILON_URL + reverse("contacts:objection", args=[token])


def address_of(token: str) -> str:
    """The address that a link is about; "" when it is none of ours."""
    try:
        return str(_signer().unsign_object(token))
    except signing.BadSignature:
        return ""


@transaction.atomic
def object_by_link(token: str, reason: str) -> Suppression | None:
    """Never write to the address of a link again; None when the link is none of ours. Twice is as good as once."""
    address = address_of(token)
    return suppress(actor=None, kind=SuppressionKind.EMAIL, value=address, reason=reason) if address else None
