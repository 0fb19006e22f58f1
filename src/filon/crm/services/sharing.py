"""E-mail and phone that a lead and its customer share: what changes on one changes on the other."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services.deriving import home_country
from filon.contacts.services.editing import update_contact
from filon.core.normalising import normalised_email
from filon.core.phones import e164
from filon.crm.models import Lead
from filon.crm.services.deriving import DERIVED, derive, derive_again
from filon.crm.services.values import LeadValues
from filon.organisation.models import Organisation

SHARED = ("email", "phone")
"""The fields that go both ways. A mobile number goes from the customer to the lead only."""


def differing(lead: Lead, contact: Contact | None, home: str) -> dict[str, tuple[str, str]]:
    """The shared fields that saving `lead` would change on `contact`: the customer's value now and then.

    How something is written makes no difference, and an address or number that the customer has beside is no change.
    """
    if contact is None:
        return {}
    beside = {point.comparable for point in contact.points.all()}
    found = {}
    for name in SHARED:
        now, then = getattr(contact, name), getattr(lead, name)
        comparable = _comparable(name, then, lead.country_id or contact.country_id or home)
        theirs = _comparable(name, now, contact.country_id or lead.country_id or home)
        if comparable != theirs and comparable not in beside:
            found[name] = (now, then)
    return found


def otherwise_written(copied: LeadValues, lead: Lead, contact: Contact) -> LeadValues:
    """What a lead takes from a new customer, without the e-mail and phone that it has already in another writing."""
    home = home_country()
    country, theirs = lead.country_id or contact.country_id or home, contact.country_id or lead.country_id or home
    same = [
        name
        for name in SHARED
        if name in copied
        and _comparable(name, getattr(lead, name), country) == _comparable(name, getattr(contact, name), theirs)
    ]
    return cast("LeadValues", {name: value for name, value in copied.items() if name not in same})


def effect(now: str, then: str) -> str:
    """What saving does to the customer, in a sentence."""
    if not then:
        return _("The contact loses %(old)s.") % {"old": now}
    if not now:
        return _("The contact gets %(new)s.") % {"new": then}
    return _("On the contact %(new)s replaces %(old)s.") % {"new": then, "old": now}


def share_with_contact(*, actor: User | None, lead: Lead, names: Sequence[str]) -> None:
    """Give the customer the lead's e-mail and phone, as far as `names` say and they differ, blanks included."""
    if lead.contact is None or not names:
        return
    changed = {name: then for name, (_now, then) in differing(lead, lead.contact, home_country()).items()}
    values = {name: changed[name] for name in names if name in changed}
    if values:
        update_contact(actor=actor, contact=lead.contact, **values)  # type: ignore[arg-type]
        lead.contact.refresh_from_db()


def follow_contact(contact: Contact, changed: Mapping[str, object], _actor: User | None) -> None:
    """A customer was changed: his leads take over his e-mail and phone, and are found by his name."""
    names = [name for name in SHARED if name in changed and getattr(contact, name)]
    if names:
        _take_over(contact, names)
    if "name" in changed:
        derive_again(Lead.objects.filter(contact=contact).values_list("pk", flat=True))


def _take_over(contact: Contact, names: Sequence[str]) -> None:
    ours = Organisation.current()
    leads = Lead.objects.filter(contact=contact).select_related("contact", "recurring_plan").order_by("pk")
    written = []
    for lead in leads:
        lead.contact = contact
        different = differing(lead, contact, ours.country.code)
        if not any(name in different for name in names):
            continue
        for name in names:
            if name in different:
                setattr(lead, name, getattr(contact, name))
        derive(lead, ours)
        written.append(lead)
    if written:
        Lead.objects.bulk_update(written, [*names, *DERIVED], batch_size=500)


def _comparable(name: str, text: str, country: str) -> str:
    """An address or number for comparing; what is none, without its spaces."""
    known = normalised_email(text) if name == "email" else e164(text, country)
    return known or "".join(text.split()).lower()
