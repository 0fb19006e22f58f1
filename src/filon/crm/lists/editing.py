"""How the fields of opportunities change in a list: in place, by drag, and many at once."""

from typing import Any

from django.utils.translation import ngettext

from filon.accounts.models import User
from filon.crm.forms import CellForm
from filon.crm.models import LeadQuerySet
from filon.crm.services.editing_many import edit_leads
from filon.crm.services.updating import update_lead
from filon.ui import formatting
from filon.ui.lists import Editing


def change(*, actor: User, rows: LeadQuerySet, values: dict[str, Any]) -> str:
    """Give the rows these values, by the service for one or for many."""
    leads = list(rows)
    if len(leads) == 1:
        update_lead(actor=actor, lead=leads[0], **values)
    else:
        edit_leads(actor=actor, leads=leads, **values)
    text = ngettext("One opportunity was changed.", "%(count)s opportunities were changed.", len(leads))
    return text % {"count": formatting.number(len(leads))}


EDITING = Editing(
    CellForm,
    change,
    many=("expected_closing", "expected_revenue", "probability", "priority", "team", "campaign", "medium", "source"),
)
