"""Creating, changing, archiving and deleting contacts."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.contacts import hooks, policies
from filon.contacts.hooks import contacts_archived
from filon.contacts.models import Contact, ContactPoint
from filon.contacts.services.checking import checked
from filon.contacts.services.deriving import DERIVED, derive, derive_again, home_country, words_of_points
from filon.contacts.services.points import made, replaced, taken
from filon.core.deleting import delete_record
from filon.core.pictures import stored_picture
from filon.history.services import recording
from filon.organisation.models import Country, Subdivision, Tag


class ContactValues(TypedDict, total=False):
    """What may be said about a contact; what is left out stays as it is."""

    name: str
    is_company: bool
    company: Contact | None
    job_position: str
    email: str
    phone: str
    mobile: str
    website: str
    street: str
    street2: str
    city: str
    state: Subdivision | None
    postcode: str
    country: Country | None
    vat: str
    registration_number: str
    language: str
    notes: str
    salesperson: User | None
    tags: list[Tag]
    other_emails: list[str]
    other_phones: list[str]
    picture: str


@transaction.atomic
def create_contact(*, actor: User | None, **values: Unpack[ContactValues]) -> Contact:
    """Add a company or a person; DomainError names each field that cannot be understood."""
    policies.require_change(actor)
    recording.describe(gettext_noop("Added a contact"))
    tags, points = values.pop("tags", []), taken(values)
    contact = Contact(created_by=actor, **values)
    home = home_country()
    checked(contact, home)
    fresh = made(contact, home, points)
    derive(contact, home, words_of_points(fresh))
    Contact.objects.bulk_create_records([contact])
    if tags:
        contact.tags.set(tags)
    if fresh:
        ContactPoint.objects.bulk_create(fresh)
    return contact


@transaction.atomic
def update_contact(*, actor: User | None, contact: Contact, **values: Unpack[ContactValues]) -> Contact:
    """Change what `values` name, and tell the rooms above what has changed."""
    policies.require_change(actor)
    recording.describe(gettext_noop("Changed a contact"))
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    tags, points = values.pop("tags", None), taken(values)
    before = {name: getattr(contact, name) for name in values}
    for name, value in values.items():
        setattr(contact, name, value)
    home = home_country()
    checked(contact, home)
    derive(contact, home, words_of_points(replaced(contact, home, points)))
    changed = {name: (old, new) for name, old in before.items() if (new := getattr(contact, name)) != old}
    contact.save(update_fields=[*values, "city", "state", "country", "vat", *DERIVED])
    if tags is not None:
        contact.tags.set(tags)
    if "name" in changed:
        derive_again(contact.people.values_list("pk", flat=True))
    if changed:
        hooks.contact_changed.run(contact, changed, actor)
    return contact


@transaction.atomic
def set_picture(*, actor: User | None, contact: Contact, content: bytes) -> None:
    """Give a contact a picture (PNG, JPEG or WebP); empty content takes it away."""
    policies.require_change(actor)
    recording.describe(gettext_noop("Changed a contact"))
    Contact.objects.filter(pk=contact.pk).update(picture=stored_picture(content))


@transaction.atomic
def archive_contact(*, actor: User | None, contact: Contact) -> None:
    """Put a contact away: lists no longer offer it, and what refers to it keeps it."""
    policies.require_change(actor)
    recording.describe_many("Archived a contact", "Archived %(count)d contacts", count=1)
    _set_active(contact, is_active=False)
    contacts_archived.run([contact.pk], actor)


@transaction.atomic
def archive_contacts(*, actor: User | None, contacts: QuerySet[Contact]) -> int:
    """Put several contacts away at once. Returns how many were not archived before."""
    policies.require_change(actor)
    ids = list(contacts.filter(is_active=True).values_list("pk", flat=True))
    recording.describe_many("Archived a contact", "Archived %(count)d contacts", count=len(ids))
    contacts_archived.run(ids, actor)
    return Contact.objects.filter(pk__in=ids).update(is_active=False)


@transaction.atomic
def restore_contact(*, actor: User | None, contact: Contact) -> None:
    """Bring an archived contact back."""
    policies.require_change(actor)
    recording.describe(gettext_noop("Restored a contact"))
    _set_active(contact, is_active=True)


@transaction.atomic
def delete_contact(*, actor: User | None, contact: Contact) -> None:
    """Delete a contact that nothing refers to; Conflict names what does."""
    policies.require_delete(actor)
    recording.describe(gettext_noop("Deleted a contact"))
    delete_record(contact)


def _set_active(contact: Contact, *, is_active: bool) -> None:
    contact.is_active = is_active
    contact.save(update_fields=["is_active"])
