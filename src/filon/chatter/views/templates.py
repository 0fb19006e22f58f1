"""The pages of message templates."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.chatter import policies
from filon.chatter.forms.template import MessageTemplateForm
from filon.chatter.models import MessageTemplate
from filon.chatter.services import previewing, templates
from filon.core.exceptions import DomainError
from filon.core.ids import id_of
from filon.history.toasts import undo_toast
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def template_new(request: HttpRequest) -> HttpResponse:
    """A new message template."""
    user = signed_in(request)
    policies.require_configure(user)
    return _form_page(request, MessageTemplateForm(request.POST or None, request.FILES or None, user=user), None)


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """A message template."""
    subject = _template_or_404(request, pk)
    form = MessageTemplateForm(request.POST or None, request.FILES or None, user=signed_in(request), template=subject)
    return _form_page(request, form, subject)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a template says on a record, in one language."""
    subject = _template_or_404(request, pk)
    number, language = id_of(request.GET.get("record", "")), request.GET.get("language", "")
    context: dict[str, Any] = {"subject": subject, "languages": settings.LANGUAGES, "language": language}
    try:
        context["preview"] = previewing.preview(
            template=subject,
            user=signed_in(request),
            record_id=number,
            language=language if language in templates.LANGUAGES else "",
        )
    except DomainError as refusal:
        context["fault"] = str(refusal)
    return render(request, "chatter/template_preview.html", context)


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a template no longer."""
    subject = _template_or_404(request, pk)
    templates.archive_template(actor=signed_in(request), template=subject)
    undo_toast(request, _("“%(name)s” is archived.") % {"name": subject}, _("Undo archiving"))
    return redirect("chatter:templates")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a template again."""
    subject = _template_or_404(request, pk)
    templates.archive_template(actor=signed_in(request), template=subject, is_active=True)
    toast(request, _("“%(name)s” is offered again.") % {"name": subject})
    return redirect("chatter:template", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a template."""
    subject = _template_or_404(request, pk)
    templates.delete_template(actor=signed_in(request), template=subject)
    undo_toast(request, _("“%(name)s” is deleted.") % {"name": subject}, _("Undo deleting"))
    return redirect("chatter:templates")


def _template_or_404(request: HttpRequest, pk: int) -> MessageTemplate:
    policies.require_configure(signed_in(request))
    return get_object_or_404(MessageTemplate, pk=pk)


def _form_page(request: HttpRequest, form: MessageTemplateForm, subject: MessageTemplate | None) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            saved = form.save()
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("“%(name)s” is saved.") % {"name": saved}, _("Undo the change"))
            return redirect("chatter:templates")
    context = {"form": form, "subject": subject, "files": subject.files.all() if subject else ()}
    return render(request, "chatter/template.html", context, status=422 if form.is_bound else 200)
