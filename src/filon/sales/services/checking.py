"""What cannot be said about a quotation."""

from typing import Any

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError


def check_values(values: dict[str, Any]) -> None:
    """Raise DomainError naming each field that cannot be. `values` may be a part of a quotation."""
    errors: dict[str, str] = {}
    until, day = values.get("valid_until"), values.get("quoted_on")
    if "customer" in values and values["customer"] is None:
        errors["customer"] = _("Choose the customer.")
    if until is not None and day is not None and until < day:
        errors["valid_until"] = _("It would end before it begins.")
    if errors:
        raise DomainError(errors=errors)
