"""Invoices: the list, the page of one, its lines, and what can be done with it."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.catalog.services.taxing import TaxBook
from filon.core.exceptions import DomainError
from filon.crm.models import Lead
from filon.history.toasts import undo_toast
from filon.invoicing import policies
from filon.invoicing.forms import HeadForm, LineForm, NewForm, PaymentForm
from filon.invoicing.lists import INVOICES
from filon.invoicing.models import Invoice, InvoiceLine, Payment
from filon.invoicing.services import crediting, drafting, mailing, paying, posting
from filon.invoicing.services.documents import invoice_pdf
from filon.invoicing.views import rows
from filon.sales.forms.mailing import MailForm
from filon.sales.views.mailing import chosen_template, dialog_context
from filon.ui.files import pdf_answer
from filon.ui.forms import show_refusal
from filon.ui.htmx import redirect as lead_to
from filon.ui.lists.views import list_view
from filon.ui.toasts import toast

invoice_list = list_view(INVOICES)


@require_http_methods(["GET", "HEAD", "POST"])
def invoice_new(request: HttpRequest) -> HttpResponse:
    """An invoice without an order."""
    user = signed_in(request)
    form = NewForm(request.POST or None, user=user)
    if form.is_bound and form.is_valid():
        made = drafting.draft_invoice(actor=user, customer=form.cleaned_data["customer"], day=user.today)
        return redirect("invoicing:invoice", made.pk)
    return render(request, "invoicing/invoice_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def invoice(request: HttpRequest, pk: int) -> HttpResponse:
    """An invoice; the head of a draft is changed here."""
    subject = _invoice_or_404(request, pk)
    form = HeadForm(request.POST or None, invoice=subject)
    if form.is_bound and form.is_valid():
        try:
            drafting.update_draft(actor=signed_in(request), invoice=subject, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The draft is saved."), _("Undo the change"))
            return redirect("invoicing:invoice", pk)
    context = {"form": form, **_shown(request, subject)}
    return render(request, "invoicing/invoice.html", context, status=422 if form.is_bound else 200)


@require_POST
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a draft its number."""
    subject = _invoice_or_404(request, pk)
    try:
        posted = posting.post_invoice(actor=signed_in(request), invoice=subject)
    except DomainError as refusal:
        return _refused(request, pk, refusal)
    toast(request, _("%(number)s is posted.") % {"number": posted.number})
    return redirect("invoicing:invoice", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    subject = _invoice_or_404(request, pk)
    try:
        posting.delete_draft(actor=signed_in(request), invoice=subject)
    except DomainError as refusal:
        return _refused(request, pk, refusal)
    undo_toast(request, _("The draft is deleted."), _("Undo deleting"))
    return redirect("invoicing:invoices")


@require_POST
def credit(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a credit note over what is left of an invoice."""
    user = signed_in(request)
    try:
        note = crediting.draft_credit_note(actor=user, invoice=_invoice_or_404(request, pk), day=user.today)
    except DomainError as refusal:
        return _refused(request, pk, refusal)
    return redirect("invoicing:invoice", note.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog that sends a posted document."""
    user, subject = signed_in(request), _invoice_or_404(request, pk)
    templates = mailing.templates_of(subject)
    chosen = chosen_template(request, templates)
    form = MailForm(request.POST or None, initial=mailing.proposed_mail(subject, actor=user, template=chosen))
    if form.is_bound and form.is_valid():
        try:
            mailing.mail_invoice(actor=user, invoice=subject, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            toast(request, _("%(number)s is on its way. The discussion shows it.") % {"number": subject})
            return lead_to(request, reverse("invoicing:invoice", args=[pk]))
    words = {"title": _("Send %(number)s") % {"number": subject}, "hint": _("The PDF is added.")}
    context = {**dialog_context(request, form, templates, chosen), **words}
    return render(request, "sales/mail_dialog.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog that registers a payment."""
    user, subject = signed_in(request), _invoice_or_404(request, pk)
    form = PaymentForm(request.POST or None, initial={"amount": subject.residual, "day": user.today, "method": "bank"})
    if form.is_bound and form.is_valid():
        try:
            paying.register_payment(actor=user, invoice=subject, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            toast(request, _("The payment is registered."))
            return lead_to(request, reverse("invoicing:invoice", args=[pk]))
    context = {"form": form, "invoice": subject}
    return render(request, "invoicing/pay.html", context, status=422 if form.is_bound else 200)


@require_POST
def payment_back(request: HttpRequest, pk: int, payment_pk: int) -> HttpResponse:
    """Take a payment back."""
    payment = get_object_or_404(Payment, pk=payment_pk, invoice=_invoice_or_404(request, pk))
    try:
        paying.take_payment_back(actor=signed_in(request), payment=payment)
    except DomainError as refusal:
        return _refused(request, pk, refusal)
    toast(request, _("The payment is taken back."))
    return redirect("invoicing:invoice", pk)


@require_POST
def line_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line to a draft."""
    return _line(request, pk, None)


@require_POST
def line(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """Change or remove a line of a draft."""
    return _line(request, pk, line_pk)


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as it is sent; a draft says that it is one."""
    subject = _invoice_or_404(request, pk)
    return pdf_answer(invoice_pdf(subject), f"{subject}.pdf")


def _invoice_or_404(request: HttpRequest, pk: int) -> Invoice:
    user = signed_in(request)
    found = Invoice.objects.visible_to(user).select_related("customer", "order", "credits", "currency", "payment_term")
    lines = InvoiceLine.objects.select_related("tax", "unit")
    lead = Prefetch("lead", Lead.objects.visible_to(user))  # nothing where the user does not see it
    return get_object_or_404(found.prefetch_related(lead, Prefetch("lines", lines), "payments", "credit_notes"), pk=pk)


def _shown(request: HttpRequest, subject: Invoice, key: str = "", faults: Any = None) -> dict[str, Any]:
    """The page; the line of `key` was refused for its `faults` and keeps what was typed."""
    user = signed_in(request)
    taxes = TaxBook.of(subject.issued_on).choices() if subject.is_draft else []
    typed = (request.POST, faults) if key == rows.NEW else ()
    return {
        "invoice": subject,
        "rows": rows.rows_of(subject, key, request.POST, faults),
        "new": rows.new_row(subject, taxes[0][0] if taxes else None, *typed),
        "is_added": request.method == "POST" and not faults,
        "payments": list(subject.payments.all()),
        "taxes": taxes,
        "standing": subject.standing(user.today),
        "may_take_back": policies.may_take_payments_back(user),
    }


def _line(request: HttpRequest, pk: int, line_pk: int | None) -> HttpResponse:
    """The lines as they then are; one that is wrong keeps what was typed, with the reason."""
    actor, subject = signed_in(request), _invoice_or_404(request, pk)
    target = get_object_or_404(InvoiceLine, pk=line_pk, invoice=subject) if line_pk else None
    form, faults = LineForm(request.POST), dict[str, str]()
    try:
        if target and "remove" in request.POST:
            drafting.remove_line(actor=actor, line=target)
        elif form.is_valid():
            if target:
                drafting.update_line(actor=actor, line=target, **form.cleaned_data)
            else:
                drafting.add_line(actor=actor, invoice=subject, **form.cleaned_data)
        else:
            faults = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
    except DomainError as refusal:
        faults = {name or "name": str(sentence) for name, sentence in refusal.errors.items()} or {"name": str(refusal)}
    key = (str(line_pk) if line_pk else rows.NEW) if faults else ""
    context = _shown(request, _invoice_or_404(request, pk), key, faults)
    return render(request, "invoicing/lines.html", context, status=422 if faults else 200)


def _refused(request: HttpRequest, pk: int, refusal: DomainError) -> HttpResponse:
    toast(request, " ".join(str(sentence) for sentence in refusal.errors.values()) or str(refusal), kind="error")
    return redirect("invoicing:invoice", pk)
