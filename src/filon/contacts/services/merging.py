"""Merging contacts that are one: all that hangs on them goes to the one that stays, and undo takes it all back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.accounts.models import User
from filon.contacts import hooks, policies
from filon.contacts.models import Contact, ContactPoint, PointKind
from filon.contacts.services.checking import checked
from filon.contacts.services.combining import ADDRESS, Part, part_of, require_present, require_several, values_of
from filon.contacts.services.deriving import DERIVED, derive, derive_again, home_country, words_of_points
from filon.core.exceptions import DomainError
from filon.history.services import recording
from filon.history.services.repointing import repoint

PARTS = (
    *(part_of(Contact, name) for name in ("name", "is_company", "company", "job_position")),
    *(part_of(Contact, name) for name in ("email", "phone", "mobile", "website")),
    Part("address", gettext_lazy("Address"), ADDRESS),
    *(part_of(Contact, name) for name in ("vat", "registration_number", "language", "salesperson")),
)


def ranked(contacts: Sequence[Contact], kept: int | None = None) -> list[Contact]:
    """In order of trust: the one that is to stay, then those in use, then companies, then the oldest."""
    return sorted(contacts, key=lambda each: (each.pk != kept, not each.is_active, not each.is_company, each.pk))


@transaction.atomic
def merge_contacts(
    *, actor: User | None, contacts: Sequence[int], kept: int | None = None, choices: Mapping[str, int] | None = None
) -> Contact:
    """Make one of the contacts with these ids. `choices` say from which one a field comes (keys of `PARTS`).

    Without a choice each field is the first there is in order of trust, the address that of the fullest; notes are
    joined, tags united, other addresses and numbers kept beside. Conflict when one was merged elsewhere meanwhile.
    """
    policies.require_change(actor)
    ids = require_several(contacts)
    held = list(Contact.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    require_present(ids, held)
    rows = ranked(held, kept)
    first, gone = rows[0], rows[1:]
    recording.describe_many("Merged two contacts", "Merged %(count)d contacts", count=len(rows))
    hooks.contacts_merging.run(first, gone, actor)
    values = _values(rows, choices or {})
    points = _points(rows, values)
    tags = {tag for row in rows for tag in row.tags.all()}
    leaving = [row.pk for row in gone]
    Contact.objects.filter(pk__in=ids, company__in=ids).update(company=None)
    repoint(model=Contact, kept=first.pk, gone=leaving)
    Contact.objects.filter(pk__in=leaving).delete()
    _store(first, values, points)
    first.tags.add(*tags)
    derive_again(first.people.values_list("pk", flat=True))
    hooks.contacts_merged.run(first, leaving, actor)
    return first


def _values(rows: Sequence[Contact], choices: Mapping[str, int]) -> dict[str, Any]:
    values = values_of(PARTS, rows, choices)
    if "is_company" not in choices:
        values["is_company"] = rows[0].is_company
    if values["company"] is not None and values["company"].pk in {row.pk for row in rows}:
        values["company"] = None
    values["notes"] = "\n\n".join(dict.fromkeys(row.notes for row in rows if row.notes))
    values["picture"] = next((row.picture for row in rows if row.picture), "")
    values["is_active"] = any(row.is_active for row in rows)
    return values


def _points(rows: Sequence[Contact], values: dict[str, Any]) -> list[tuple[PointKind, str, str]]:
    """First addresses and numbers that the merged contact does not take as its own; they are kept beside."""
    taken = {row.email_normalised for row in rows if row.email == values["email"]}
    taken |= {row.phone_e164 for row in rows if row.phone == values["phone"]}
    taken |= {row.mobile_e164 for row in rows if row.mobile == values["mobile"]} | {""}
    found: list[tuple[PointKind, str, str]] = []
    for row in rows:
        for kind, value, comparable in (
            (PointKind.EMAIL, row.email, row.email_normalised),
            (PointKind.PHONE, row.phone, row.phone_e164),
            (PointKind.PHONE, row.mobile, row.mobile_e164),
        ):
            if comparable not in taken:
                taken.add(comparable)
                found.append((kind, value, comparable))
    return found


def _store(contact: Contact, values: dict[str, Any], points: list[tuple[PointKind, str, str]]) -> None:
    if not values["is_company"] and contact.people.exists():
        raise DomainError(_("People belong to it, so it stays a company."), field="is_company")
    for name, value in values.items():
        setattr(contact, name, value)
    known = set(contact.points.values_list("comparable", flat=True))
    ContactPoint.objects.bulk_create(
        ContactPoint(contact=contact, kind=kind, value=value, comparable=comparable)
        for kind, value, comparable in points
        if comparable not in known
    )
    _delete_double_points(contact)
    home = home_country()
    checked(contact, home)
    derive(contact, home, words_of_points(contact.points.all()))
    contact.save(update_fields=[*values, *DERIVED])


def _delete_double_points(contact: Contact) -> None:
    seen: set[tuple[str, str]] = set()
    doubles = []
    for pk, kind, comparable in contact.points.order_by("pk").values_list("pk", "kind", "comparable"):
        doubles += [pk] if (kind, comparable) in seen else []
        seen.add((kind, comparable))
    if doubles:
        ContactPoint.objects.filter(pk__in=doubles).delete()
