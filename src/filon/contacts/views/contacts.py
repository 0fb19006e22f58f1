"""The page of a contact."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.contacts import policies
from filon.contacts.forms import ContactForm
from filon.contacts.models import Contact
from filon.contacts.services import editing
from filon.contacts.services.queueing import told_apart
from filon.contacts.services.similar import of_contact, similar
from filon.core.exceptions import DomainError, NotAllowed
from filon.core.files import file_store
from filon.core.pictures import picture_type
from filon.history.services.merging_edits import version
from filon.history.services.repointing import survivor
from filon.history.toasts import undo_toast
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: HttpRequest) -> HttpResponse:
    """A new company or person."""
    form = ContactForm(request.POST or None, request.FILES or None, user=signed_in(request), initial=_initial(request))
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """A company or person, with what the house knows of it; one that was merged leads to what it became."""
    if not Contact.objects.filter(pk=pk).exists() and (kept := survivor(pk)):
        return redirect("contacts:contact", kept)
    subject = _contact_or_404(request, pk)
    form = ContactForm(request.POST or None, request.FILES or None, user=signed_in(request), contact=subject)
    return _form_page(request, form, subject)


@require_safe
def similar_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Contacts that may be the same one, without those that somebody has told apart; fetched once the page stands."""
    user, subject = signed_in(request), _contact_or_404(request, pk)
    apart = told_apart(pk)
    found = [match for match in similar(user=user, to=of_contact(subject)) if match.contact.pk not in apart]
    return render(request, "contacts/similar_panel.html", {"contact": subject, "similar": found})


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of a contact."""
    subject = get_object_or_404(Contact.objects.visible_to(signed_in(request)).exclude(picture=""), pk=pk)
    content = file_store().get(subject.picture)
    kept = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=picture_type(content), headers=kept)


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a contact away."""
    subject = _contact_or_404(request, pk)
    editing.archive_contact(actor=signed_in(request), contact=subject)
    undo_toast(request, _("%(name)s is archived.") % {"name": subject.name}, _("Undo archiving"))
    return redirect("contacts:contact", pk)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a contact back."""
    subject = _contact_or_404(request, pk)
    editing.restore_contact(actor=signed_in(request), contact=subject)
    toast(request, _("%(name)s is back.") % {"name": subject.name})
    return redirect("contacts:contact", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a contact that nothing refers to."""
    subject = _contact_or_404(request, pk)
    try:
        editing.delete_contact(actor=signed_in(request), contact=subject)
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("contacts:contact", pk)
    undo_toast(request, _("%(name)s is deleted.") % {"name": subject.name}, _("Undo deleting"))
    return redirect("contacts:contacts")


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What a link to the form may bring along: a name, and the company whose person it is."""
    company = request.GET.get("company", "")
    return {"name": request.GET.get("name", "")[:200], **({"company": int(company)} if company.isdecimal() else {})}


def _contact_or_404(request: HttpRequest, pk: int) -> Contact:
    contacts = (
        Contact.objects.visible_to(signed_in(request))
        .select_related("company", "salesperson")
        .prefetch_related("tags", "points")
    )
    return get_object_or_404(contacts, pk=pk)


def _form_page(request: HttpRequest, form: ContactForm, subject: Contact | None) -> HttpResponse:
    status, conflicts = 200, None
    if form.is_bound:
        status = 422
        try:
            saved = form.save() if form.is_valid() else None
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            if isinstance(saved, Contact):
                undo_toast(request, _("%(name)s is saved.") % {"name": saved.name}, _("Undo the change"))
                return redirect("contacts:contact", saved.pk)
            conflicts, status = saved, 409 if saved else 422
    context = {
        "form": form,
        "contact": subject,
        "version": version(subject) if subject else 0,
        "shown_tags": ",".join(str(tag.pk) for tag in subject.tags.all()) if subject else "",
        "conflicts": conflicts,
        "people": subject.people.active() if subject and subject.is_company else None,
        "may_delete": policies.may_delete(signed_in(request)),
    }
    return render(request, "contacts/contact.html", context, status=status)
