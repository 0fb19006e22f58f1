"""Saving the sheet of an opportunity: only what this person changed, beside what others changed meanwhile."""

from typing import Any

from django.http import QueryDict

from filon.accounts.models import User
from filon.contacts.services.editing import create_contact
from filon.crm.forms import LeadForm
from filon.crm.models import Campaign, Lead, Medium, Source
from filon.crm.services.marketing import find_or_create
from filon.crm.services.sharing import SHARED
from filon.crm.services.updating import update_lead
from filon.history.services.merging_edits import Settled, settle

MARKETING: dict[str, Any] = {"campaign": Campaign, "medium": Medium, "source": Source}


def save_sheet(*, user: User, lead: Lead, form: LeadForm, posted: QueryDict) -> Settled | None:
    """Save what `form` changes. Returns what must be chosen first, in which case nothing is saved."""
    labels = {name: field.label for name, field in form.fields.items()}
    typed = typed_values(user, form, posted)
    settled = settle(row=lead, typed=typed, posted=posted, labels=labels, user=user)
    if settled.conflicts:
        return settled
    to_contact = {name for name in SHARED if posted.get(f"{name}_to", "contact") == "contact"}
    # A warning that stood there is carried out, even if somebody else has typed what differs.
    warned = {name: typed[name] for name in SHARED if posted.get(f"{name}_to") == "contact" and name in typed}
    values = {**warned, **settled.kept}
    if values:
        update_lead(actor=user, lead=lead, to_contact=to_contact, **values)
    return None


def typed_values(user: User, form: LeadForm, posted: QueryDict) -> dict[str, Any]:
    """The values of the form, with rows for names that were typed."""
    values = dict(form.cleaned_data)
    for name, kind in MARKETING.items():
        values[name] = find_or_create(kind, actor=user, name=values[name])
    fresh = posted.get("contact_new", "").strip()
    if fresh and values["contact"] is None:
        is_company = not values["contact_name"]
        values["contact"] = create_contact(
            actor=user, name=fresh, is_company=is_company, email=values["email"], phone=values["phone"]
        )
    if values["probability"] is None:
        del values["probability"]
    return values
