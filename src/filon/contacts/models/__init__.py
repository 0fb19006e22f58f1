"""The rows of this room."""

from filon.contacts.models.contact import Contact, ContactQuerySet

__all__ = ["Contact", "ContactQuerySet"]
