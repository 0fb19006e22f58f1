"""The page of an opportunity, and that of a new one."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filon.contacts.services.deriving import home_country
from filon.core.doubts import email_doubt, phone_doubt
from filon.core.exceptions import DomainError
from filon.crm.choices import LeadType
from filon.crm.forms import LeadForm, marketing_names
from filon.crm.models import Lead
from filon.crm.services.creating import create_lead
from filon.crm.views.converting import effects
from filon.crm.views.saving import save_sheet, typed_values
from filon.crm.views.scope import lead_of, user_of
from filon.crm.views.sheet import sheet_context
from filon.history.services.merging_edits import Settled, version
from filon.history.services.repointing import survivor
from filon.history.toasts import undo_toast


@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an opportunity, or save its sheet."""
    if not Lead.objects.filter(pk=pk).exists() and (kept := survivor(pk)):
        return redirect("crm:lead", kept)
    user, found = user_of(request), lead_of(request, pk)
    if request.method != "POST":
        return _page(request, found, LeadForm(user=user, lead=found))
    form = LeadForm(request.POST, user=user, lead=found)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        with transaction.atomic():
            conflicts = save_sheet(user=user, lead=found, form=form, posted=request.POST)
            if conflicts is not None:
                transaction.set_rollback(True)
    except DomainError as refusal:
        _add_errors(form, refusal)
        return _page(request, lead_of(request, pk), form, status=refusal.status)
    if conflicts is not None:
        return _page(request, found, form, conflicts=conflicts, status=409)
    undo_toast(request, _("Saved."), _("Undo the changes"))
    return redirect("crm:lead", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, lead_type: LeadType = LeadType.OPPORTUNITY) -> HttpResponse:
    """The whole form for a new opportunity or lead; what the quick card held comes along in the address."""
    user = user_of(request)
    if request.method != "POST":
        initial = {name: value for name, value in request.GET.items() if name in LeadForm.base_fields}
        return _new_page(request, LeadForm(user=user, initial=initial), lead_type)
    form = LeadForm(request.POST, user=user)
    if not form.is_valid():
        return _new_page(request, form, lead_type, status=422)
    try:
        with transaction.atomic():
            made = _create(request, form, lead_type)
    except DomainError as refusal:
        _add_errors(form, refusal)
        return _new_page(request, form, lead_type, status=refusal.status)
    return redirect("crm:lead", made.pk)


@require_safe
def marketing(request: HttpRequest) -> HttpResponse:
    """The campaigns, media and sources that are offered while typing; fetched when their tab is first opened."""
    return render(request, "crm/marketing.html", {"known": marketing_names()})


def _create(request: HttpRequest, form: LeadForm, lead_type: LeadType) -> Lead:
    from_form = typed_values(user_of(request), form, request.POST)
    return create_lead(actor=user_of(request), type=lead_type, **from_form)


def _page(
    request: HttpRequest, lead: Lead, form: LeadForm, *, conflicts: Settled | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        **sheet_context(user_of(request), lead),
        "form": form,
        "effects": effects(lead),
        "doubts": _doubts(lead),
        "version": version(lead),
        "conflicts": conflicts,
        "is_unsaved": status != 200,
    }
    return render(request, "crm/lead.html", context, status=status)


def _doubts(lead: Lead) -> dict[str, str]:
    """What messages and files brought that is no address or number; nothing of it is refused."""
    is_known = bool(lead.phone_e164 and not lead.mobile)
    doubt = "" if is_known or not lead.phone else phone_doubt(lead.phone, lead.country_id or home_country())
    return {"phone": doubt, "email": email_doubt(lead.email)}


def _new_page(request: HttpRequest, form: LeadForm, lead_type: LeadType, status: int = 200) -> HttpResponse:
    is_lead = lead_type == LeadType.LEAD
    if is_lead:
        form.fields["name"].label = _("Lead")
    context = {"form": form, "is_unsaved": status != 200, "is_lead": is_lead}
    return render(request, "crm/lead_new.html", context, status=status)


def _add_errors(form: LeadForm, refusal: DomainError) -> None:
    for field, text in refusal.errors.items():
        form.add_error(field if field in form.fields else None, text)
