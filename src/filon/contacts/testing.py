"""Builders for tests."""

from typing import Unpack

from filon.contacts.models import Contact
from filon.contacts.services.editing import ContactValues, create_contact


def a_company(name: str = "Codrul SRL", **values: Unpack[ContactValues]) -> Contact:
    """A company."""
    return create_contact(actor=None, **{"name": name, "is_company": True, **values})


def a_person(name: str = "Elena Țăranu", **values: Unpack[ContactValues]) -> Contact:
    """A person."""
    return create_contact(actor=None, **{"name": name, **values})
