"""The page of an activity type."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.requests import signed_in
from filon.activities import policies
from filon.activities.forms.activity_type import ActivityTypeForm
from filon.activities.models import ActivityType
from filon.activities.services import configuring
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast

NAME_FIELDS = {"name": "name_ro"}


@require_http_methods(["GET", "HEAD", "POST"])
def type_new(request: HttpRequest) -> HttpResponse:
    """A new activity type."""
    policies.require_configure(signed_in(request))
    return _form_page(request, ActivityTypeForm(request.POST or None, user=signed_in(request)), None)


@require_http_methods(["GET", "HEAD", "POST"])
def type_page(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity type."""
    subject = _type_or_404(request, pk)
    form = ActivityTypeForm(request.POST or None, user=signed_in(request), activity_type=subject)
    return _form_page(request, form, subject)


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a type no longer."""
    subject = _type_or_404(request, pk)
    configuring.archive_type(actor=signed_in(request), activity_type=subject)
    undo_toast(request, _("“%(name)s” is archived.") % {"name": subject}, _("Undo archiving"))
    return redirect("activities:types")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a type again."""
    subject = _type_or_404(request, pk)
    configuring.archive_type(actor=signed_in(request), activity_type=subject, is_active=True)
    toast(request, _("“%(name)s” is offered again.") % {"name": subject})
    return redirect("activities:type", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a type that nothing uses."""
    subject = _type_or_404(request, pk)
    try:
        configuring.delete_type(actor=signed_in(request), activity_type=subject)
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("activities:type", pk)
    undo_toast(request, _("“%(name)s” is deleted.") % {"name": subject}, _("Undo deleting"))
    return redirect("activities:types")


def _type_or_404(request: HttpRequest, pk: int) -> ActivityType:
    policies.require_configure(signed_in(request))
    return get_object_or_404(ActivityType, pk=pk)


def _form_page(request: HttpRequest, form: ActivityTypeForm, subject: ActivityType | None) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            saved = form.save()
        except DomainError as refusal:
            errors = {NAME_FIELDS.get(field, field): text for field, text in refusal.errors.items()}
            show_refusal(form, DomainError(errors=errors))
        else:
            undo_toast(request, _("“%(name)s” is saved.") % {"name": saved}, _("Undo the change"))
            return redirect("activities:types")
    context = {"form": form, "subject": subject, "uses": configuring.uses(subject) if subject else ""}
    return render(request, "activities/type.html", context, status=422 if form.is_bound else 200)
