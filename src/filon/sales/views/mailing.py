"""The dialog that sends a quotation."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.accounts.requests import signed_in
from filon.chatter.models import MessageTemplate
from filon.core.exceptions import DomainError
from filon.sales.forms.mailing import MailForm
from filon.sales.services.mailing import mail_quotation, proposed_mail, templates_of
from filon.sales.views.scope import quotation_of
from filon.ui.forms import show_refusal
from filon.ui.htmx import redirect as lead_to
from filon.ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to the customer, with the PDF and the link."""
    user, found = signed_in(request), quotation_of(request, pk)
    templates = templates_of(found)
    chosen = chosen_template(request, templates)
    form = MailForm(request.POST or None, initial=proposed_mail(found, actor=user, template=chosen))
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                mail_quotation(actor=user, quotation=found, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            toast(request, _("%(number)s is on its way. The discussion shows it.") % {"number": found.number})
            return lead_to(request, reverse("sales:quotation", args=[pk]))
    context = {
        **dialog_context(request, form, templates, chosen),
        "title": _("Send %(number)s") % {"number": found.number},
        "hint": _("The PDF and the link to the customer's page are added."),
    }
    return render(request, "sales/mail_dialog.html", context, status=422 if form.is_bound else 200)


def chosen_template(request: HttpRequest, templates: list[MessageTemplate]) -> MessageTemplate | None:
    """The template that is asked for, else the first."""
    wanted = request.GET.get("template", "")
    return next((each for each in templates if str(each.pk) == wanted), templates[0] if templates else None)


def dialog_context(
    request: HttpRequest, form: MailForm, templates: list[MessageTemplate], chosen: MessageTemplate | None
) -> dict[str, Any]:
    """What the dialog of any document shows."""
    return {"form": form, "url": request.path, "templates": templates, "chosen_template": chosen}
