"""What stands where an address or a number should, but is none: it is kept as it came, and people are told."""

from django.utils.translation import gettext as _

from filon.core.normalising import normalised_email
from filon.core.phones import e164


def email_doubt(text: str) -> str:
    """Why nobody can be written to at `text`; "" when there is an address in it, or nothing at all."""
    if not text.strip():
        return ""
    _local, _at, domain = normalised_email(text).rpartition("@")
    return "" if "." in domain else _("This is no e-mail address, so that nothing can be sent to it.")


def phone_doubt(text: str, country: str) -> str:
    """Why `text` cannot be called from `country` (ISO 3166-1); "" when it can, or when there is nothing."""
    if not text.strip() or e164(text, country):
        return ""
    return _("This is no valid number, so that it is neither compared nor called with one click.")
