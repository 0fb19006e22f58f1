"""Where rooms above take part in what happens to a contact."""

from typing import TYPE_CHECKING

from filon.core.hooks import Hook

if TYPE_CHECKING:
    from filon.accounts.models import User
    from filon.contacts.models import Contact

contact_changed: "Hook[[Contact, dict[str, tuple[object, object]], User | None]]" = Hook("contact changed")
"""A contact has been changed: the contact, the old and new value by field name, and who did it."""
