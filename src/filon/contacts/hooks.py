"""Where rooms above take part in what happens to a contact."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filon.core.hooks import Hook
from filon.core.registry import Registry

if TYPE_CHECKING:
    from filon.accounts.models import User
    from filon.contacts.models import Contact
    from filon.contacts.services.similar import Described

contact_changed: "Hook[[Contact, dict[str, tuple[object, object]], User | None]]" = Hook("contact changed")
"""A contact has been changed: the contact, the old and new value by field name, and who did it."""

contacts_archived: "Hook[[Sequence[int], User | None]]" = Hook("contacts archived")
"""Contacts have been put away: their ids, and who did it."""

contacts_merging: "Hook[[Contact, Sequence[Contact], User | None]]" = Hook("contacts merging")
"""Contacts are about to be merged: the one that stays, those that go into it, and who does it. Raise to refuse."""

contacts_merged: "Hook[[Contact, Sequence[int], User | None]]" = Hook("contacts merged")
"""Contacts have been merged: the one that stays, the ids of those that went into it, and who did it."""


@dataclass(frozen=True)
class Elsewhere:
    """Something of a room above that may concern the same person: where it is, what it is called, why it is here."""

    url: str
    label: str
    why: str


similar_sources: "Registry[Callable[[User, Described], list[Elsewhere]]]" = Registry("similar records")
"""Rooms above name what they have about the person or company being typed."""


def similar_elsewhere(user: "User", to: "Described") -> list[Elsewhere]:
    """What the rooms above have about the person or company described."""
    return [found for source in similar_sources for found in source(user, to)]
