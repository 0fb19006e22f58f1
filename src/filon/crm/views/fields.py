"""What is changed at once on an opportunity's page, each with undo: stars, salesperson, tags."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.crm.choices import Priority
from filon.crm.services.updating import update_lead
from filon.crm.views.scope import lead_of, page_after, user_of
from filon.crm.views.sheet import stars_context, tags_context
from filon.history.toasts import undo_toast
from filon.organisation.models import Tag
from filon.organisation.services.tagging import find_or_create_tag
from filon.ui.htmx import redirect, wants_fragment


@require_POST
def priority(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the stars."""
    level = request.POST.get("priority", "")
    if level not in {str(value) for value in Priority.values}:
        raise DomainError(_("Choose none to three stars."), field="priority")
    lead = update_lead(actor=user_of(request), lead=lead_of(request, pk), priority=int(level))
    undo_toast(request, _("Priority: %(level)s.") % {"level": Priority(lead.priority).label}, _("Undo the priority"))
    return render(request, "crm/stars.html", stars_context(lead))


@require_POST
def salesperson(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the opportunity over; whoever no longer sees it returns to the board."""
    user, lead = user_of(request), lead_of(request, pk)
    chosen = request.POST.get("salesperson", "")
    person = get_object_or_404(User.objects.active(), pk=chosen) if chosen.isdecimal() else None
    lead = update_lead(actor=user, lead=lead, salesperson=person)
    text = _("Assigned to %(name)s.") % {"name": person} if person else _("Assigned to nobody.")
    undo_toast(request, text, _("Undo the assignment"))
    page = page_after(user, lead)
    if wants_fragment(request) and page != reverse("crm:board"):
        return HttpResponse(status=204)  # what is typed and not saved stays on the page
    return redirect(request, page)


@require_POST
def add_tag(request: HttpRequest, pk: int) -> HttpResponse:
    """Put on the tag of this name, made if there is none."""
    user, lead = user_of(request), lead_of(request, pk)
    tag = find_or_create_tag(actor=user, name=request.POST.get("tag", ""))
    update_lead(actor=user, lead=lead, tags=[*lead.tags.all(), tag])
    undo_toast(request, _("Tagged “%(tag)s”.") % {"tag": tag}, _("Undo the tag"))
    return render(request, "crm/tags.html", tags_context(lead))


@require_POST
def remove_tag(request: HttpRequest, pk: int, tag: int) -> HttpResponse:
    """Take a tag off."""
    user, lead = user_of(request), lead_of(request, pk)
    gone = get_object_or_404(Tag, pk=tag)
    update_lead(actor=user, lead=lead, tags=[other for other in lead.tags.all() if other != gone])
    undo_toast(request, _("Tag “%(tag)s” removed.") % {"tag": gone}, _("Undo the removal"))
    return render(request, "crm/tags.html", tags_context(lead))
