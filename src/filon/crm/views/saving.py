"""Saving the sheet of an opportunity: only what this person changed, beside what others changed meanwhile."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.contacts.services.editing import create_contact
from filon.core import clock
from filon.crm.forms import LeadForm
from filon.crm.models import Campaign, Lead, Medium, Source
from filon.crm.services.marketing import find_or_create
from filon.crm.services.merging_edits import Meanwhile, key_of, meanwhile
from filon.crm.services.updating import update_lead
from filon.ui import formatting

MARKETING: dict[str, Any] = {"campaign": Campaign, "medium": Medium, "source": Source}


@dataclass(frozen=True)
class Conflict:
    """One field that two people changed: what each wrote, in words."""

    name: str
    label: str
    mine: str
    theirs: str
    moment: str


@dataclass(frozen=True)
class Conflicts:
    """The fields to choose from, and who saved the other version."""

    who: str
    fields: list[Conflict]


def save_sheet(*, user: User, lead: Lead, form: LeadForm, posted: QueryDict) -> Conflicts | None:
    """Save what `form` changes. Returns what must be chosen first, in which case nothing is saved.

    A field counts as changed when it differs from what the form showed, not from what is stored: what others saved
    in other fields stays as it is.
    """
    typed = typed_values(user, form, posted)
    since = posted.get("version", "")
    others = meanwhile(lead, int(since), typed) if since.isdecimal() and len(since) < 19 else Meanwhile({})
    changed = {
        name: value
        for name, value in typed.items()
        if key_of(value) != key_of(others.shown.get(name, getattr(lead, name)))
    }
    both = [name for name in changed if name in others.shown and key_of(changed[name]) != key_of(getattr(lead, name))]
    open_questions = [name for name in both if posted.get(f"keep_{name}") not in ("mine", "theirs")]
    if open_questions:
        return _conflicts(lead, form, changed, open_questions, others, user)
    kept = {name: value for name, value in changed.items() if posted.get(f"keep_{name}") != "theirs"}
    if kept:
        update_lead(actor=user, lead=lead, **kept)
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


def _conflicts(
    lead: Lead, form: LeadForm, changed: dict[str, Any], names: list[str], others: Meanwhile, user: User
) -> Conflicts:
    moment = formatting.moment_words(others.at, clock.now(), user.zone) if others.at else ""
    saved = _("saved %(moment)s") % {"moment": moment}
    return Conflicts(
        who=others.who.name if others.who else _("Somebody else"),
        fields=[
            Conflict(
                name=name,
                label=str(form.fields[name].label),
                mine=_words(changed[name]),
                theirs=_words(getattr(lead, name)),
                moment=saved,
            )
            for name in names
        ],
    )


def _words(value: Any) -> str:
    if value in (None, ""):
        return ""
    if hasattr(value, "as_tuple"):
        return formatting.number(value, 2)
    if hasattr(value, "isoformat"):
        return formatting.day(value)
    return str(value)
