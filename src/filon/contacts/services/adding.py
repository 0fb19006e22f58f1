"""Adding many contacts at once, as an import does."""

from collections.abc import Sequence

from django.db import transaction

from filon.accounts.models import User
from filon.contacts import policies
from filon.contacts.models import Contact, ContactPoint
from filon.contacts.services.checking import checked
from filon.contacts.services.deriving import derive, home_country, words_of_points
from filon.contacts.services.editing import ContactValues
from filon.contacts.services.points import made, taken
from filon.history.services import recording


@transaction.atomic
def create_contacts(*, actor: User | None, items: Sequence[ContactValues]) -> list[Contact]:
    """Add contacts in a few statements, all or none; DomainError is about the first that cannot be added."""
    policies.require_change(actor)
    recording.describe_many("Added a contact", "Added %(count)d contacts", count=len(items))
    home = home_country()
    contacts, points, tags = list[Contact](), list[ContactPoint](), list[tuple[Contact, int]]()
    for item in items:
        values = ContactValues(**item)
        carried, named = values.pop("tags", []), taken(values)
        contact = Contact(created_by=actor, **values)
        checked(contact, home)
        fresh = made(contact, home, named)
        derive(contact, home, words_of_points(fresh))
        contacts.append(contact)
        points += fresh
        tags += [(contact, tag.pk) for tag in {*carried}]
    Contact.objects.bulk_create_records(contacts)
    ContactPoint.objects.bulk_create(points)
    link = Contact.tags.through
    link.objects.bulk_create([link(contact_id=contact.pk, tag_id=pk) for contact, pk in tags])
    return contacts
