"""Making an opportunity of a lead, and what else is about the same."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filon.accounts.models import User
from filon.contacts.services.deriving import home_country
from filon.contacts.services.queueing import told_apart
from filon.core.exceptions import Conflict, DomainError
from filon.crm.forms import ConvertForm
from filon.crm.models import Lead
from filon.crm.services.converting import Conversion, Customer, convert_leads, merge_and_convert
from filon.crm.services.duplicates import duplicates_of, similar_leads
from filon.crm.services.finding_customers import find_customer
from filon.crm.services.sharing import SHARED, differing, effect
from filon.crm.views.scope import lead_of, user_of
from filon.history.toasts import undo_toast
from filon.organisation.models import Country
from filon.ui.forms import show_refusal
from filon.ui.htmx import redirect, wants_fragment


@require_http_methods(["GET", "POST"])
def convert(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask with whom and whose; then make an opportunity of a lead, perhaps merged with others about the same."""
    user, lead = user_of(request), lead_of(request, pk)
    same = _same(user, lead)
    if request.method != "POST":
        return _dialog(request, lead, ConvertForm(user=user, initial=_initial(lead, same)), same)
    form = ConvertForm(request.POST, user=user)
    if form.is_valid():
        try:
            made = _carry_out(user, lead, form.cleaned_data, same)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("It is an opportunity now."), _("Undo the conversion"))
            return redirect(request, reverse("crm:lead", args=[made]))
    return _dialog(request, lead, form, same, status=422)


@require_safe
def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """What else may concern the same person or company; as a part, the button that leads there."""
    user, lead = user_of(request), lead_of(request, pk)
    apart = told_apart(pk)
    found = [(row, why) for row, why in similar_leads(user=user, lead=lead) if row.pk not in apart]
    template = "crm/similar_button.html" if wants_fragment(request) else "crm/similar.html"
    return render(request, template, {"lead": lead, "similar": found, "count": len(found)})


@require_safe
def contact_effect(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """What saving this e-mail or phone would do to the customer."""
    if name not in SHARED:
        raise BadRequest
    lead = lead_of(request, pk)
    setattr(lead, name, request.GET.get(name, "")[:254])
    lead.country = Country.objects.filter(pk=request.GET.get("country", "")).first() or lead.country
    return render(request, "crm/contact_effect.html", {"name": name, "effect": effects(lead).get(name, "")})


def effects(lead: Lead) -> dict[str, str]:
    """What saving the lead as it is does to its customer, by field, in sentences."""
    contact = lead.contact
    if contact is None or all(getattr(lead, name) == getattr(contact, name) for name in SHARED):
        return {}
    return {name: effect(*values) for name, values in differing(lead, contact, home_country()).items()}


def _same(user: User, lead: Lead) -> list[Lead]:
    return list(duplicates_of(user=user, email=lead.email, contact=lead.contact, include_lost=True))


def _initial(lead: Lead, same: list[Lead]) -> dict[str, Any]:
    known = find_customer(lead, by_name=True)
    customer = "existing" if known else "new" if lead.contact_name or lead.company_name else "none"
    return {
        "action": "merge" if len(same) > 1 else "convert",
        "customer": customer,
        "contact": known,
        "salesperson": lead.salesperson_id,
        "team": lead.team_id,
    }


def _carry_out(user: User, lead: Lead, typed: dict[str, Any], same: list[Lead]) -> int:
    how = Conversion(
        customer=Customer(typed["customer"] or "none"),
        contact=typed["contact"],
        salespeople=[typed["salesperson"]] if typed["salesperson"] else [],
        team=typed["team"],
    )
    ids = {lead.pk, *(row.pk for row in same)}
    if typed["action"] == "merge" and len(ids) > 1:
        return int(merge_and_convert(actor=user, leads=sorted(ids), how=how).pk)
    if not convert_leads(actor=user, leads=[lead], how=how):
        raise Conflict(_("Only an open lead becomes an opportunity. Reopen it first, or look at it again."))
    return int(lead.pk)


def _dialog(request: HttpRequest, lead: Lead, form: ConvertForm, same: list[Lead], status: int = 200) -> HttpResponse:
    context = {"lead": lead, "form": form, "same": [row for row in same if row.pk != lead.pk]}
    return render(request, "crm/lead_convert.html", context, status=status)
