"""What is done to a whole quotation: each a button that posts."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError, NotAllowed
from filon.history.toasts import undo_toast
from filon.sales.models import Quotation, QuotationTemplate
from filon.sales.services import states
from filon.sales.services.creating import duplicate
from filon.sales.services.pricing import update_prices
from filon.sales.services.revenue import take_revenue
from filon.sales.services.templates import apply_template, save_as_template
from filon.sales.views.scope import quotation_of
from filon.ui.toasts import toast

ACTS: dict[str, tuple[Callable[..., Any], Any]] = {
    "send": (states.mark_sent, gettext_lazy("%(number)s is marked as sent.")),
    "confirm": (states.confirm, gettext_lazy("%(number)s is an order now.")),
    "lock": (states.lock, gettext_lazy("%(number)s is locked.")),
    "unlock": (states.unlock, gettext_lazy("%(number)s is open again.")),
    "cancel": (states.cancel, gettext_lazy("%(number)s has been cancelled.")),
    "draft": (states.make_draft, gettext_lazy("%(number)s is a draft again.")),
    "prices": (update_prices, gettext_lazy("%(number)s has the prices of its list.")),
    "revenue": (take_revenue, gettext_lazy("The opportunity expects what %(number)s offers.")),
}


@require_POST
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do one of `ACTS`, and show the quotation again; a refusal is said in a toast."""
    found = quotation_of(request, pk)
    do, sentence = ACTS[name]
    try:
        with transaction.atomic():
            do(actor=signed_in(request), quotation=found)
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        undo_toast(request, sentence % {"number": found.number}, _("Undo"))
    return redirect("sales:quotation", pk)


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Duplicate a quotation and show the copy."""
    try:
        with transaction.atomic():
            made = duplicate(actor=signed_in(request), quotation=quotation_of(request, pk))
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("sales:quotation", pk)
    undo_toast(request, _("%(number)s is a draft.") % {"number": made.number}, _("Undo the quotation"))
    return redirect("sales:quotation", made.pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft or cancelled quotation."""
    found = quotation_of(request, pk)
    try:
        with transaction.atomic():
            states.delete_quotation(actor=signed_in(request), quotation=found)
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("sales:quotation", pk)
    undo_toast(request, _("%(name)s is deleted.") % {"name": found.number}, _("Undo deleting"))
    return redirect("sales:quotations")


@require_POST
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a draft from a template, or make a template of a quotation when `name` is given."""
    found, user = quotation_of(request, pk), signed_in(request)
    try:
        with transaction.atomic():
            said = _template(request, found, user)
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        undo_toast(request, said, _("Undo"))
    return redirect("sales:quotation", pk)


def _template(request: HttpRequest, found: Quotation, user: Any) -> str:
    if "name" in request.POST:
        made = save_as_template(actor=user, quotation=found, name=request.POST["name"])
        return _("The template “%(name)s” is made.") % {"name": made}
    number = request.POST.get("template", "")
    chosen = get_object_or_404(QuotationTemplate, pk=number if number.isdecimal() else 0)
    apply_template(actor=user, quotation=found, template=chosen)
    return _("%(number)s starts from a template.") % {"number": found.number}
