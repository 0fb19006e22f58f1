"""The rows of this room."""

from filon.contacts.models.bouncing import BouncingAddress
from filon.contacts.models.contact import Contact, ContactQuerySet
from filon.contacts.models.contact_point import ContactPoint, PointKind
from filon.contacts.models.duplicate import Duplicate, DuplicateScan, Verdict
from filon.contacts.models.suppression import Suppression

__all__ = [
    "BouncingAddress",
    "Contact",
    "ContactPoint",
    "ContactQuerySet",
    "Duplicate",
    "DuplicateScan",
    "PointKind",
    "Suppression",
    "Verdict",
]
