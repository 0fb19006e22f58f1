"""Objecting to mail that goes to many, by the link in it (RFC 8058)."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _

from filon.contacts.choices import SuppressionKind
from filon.contacts.services.suppressing import suppress
from filon.core.normalising import normalised_email

_SIGNER = Signer(salt="filon.mail.unsubscribe")


def unsubscribe_url(address: str) -> str:
    """Where whoever reads `address` objects to further mail of this sort."""
    return settings.FILON_URL + reverse("mail:unsubscribe", args=[_SIGNER.sign_object(normalised_email(address))])


def address_of(signed: str) -> str | None:
    """The address that objects, or None when the link is not ours."""
    try:
        return str(_SIGNER.unsign_object(signed))
    except BadSignature:
        return None


def unsubscribe(address: str) -> None:
    """Never write to `address` uninvited again."""
    suppress(actor=None, kind=SuppressionKind.EMAIL, value=address, reason=_("unsubscribed by the link in a message"))
