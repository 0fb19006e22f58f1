"""CRM, Configuration, Tags: added by typing; and the tags that a field offers while one types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.organisation.forms.tags import TagForm
from filon.organisation.models import Tag
from filon.organisation.services import tagging
from filon.ui.forms import show_refusal
from filon.ui.htmx import wants_fragment
from filon.ui.toasts import toast


@require_GET
def tag_choices(request: HttpRequest) -> JsonResponse:
    """The tags that fit what is typed, and the offer to make a new one."""
    typed = request.GET.get("q", "").strip()
    offer = _("Create “%(name)s”") % {"name": typed} if typed and tagging.tag_named(typed) is None else ""
    found = [{"value": tag.pk, "label": str(tag), "colour": tag.colour} for tag in tagging.tags_like(typed)]
    return JsonResponse({"matches": found, "create": offer})


@require_http_methods(["GET", "POST"])
def tags(request: HttpRequest) -> HttpResponse:
    """Every tag with its uses, and the field that adds one by typing and Enter."""
    actor = signed_in(request)
    require_administrator(actor)
    form = TagForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                tag = tagging.create_tag(actor=actor, **form.cleaned_data)
            except DomainError as refusal:
                show_refusal(form, refusal)
            else:
                form, status = TagForm(), 200
                undo_toast(request, _("The tag “%(tag)s” is added.") % {"tag": tag}, _("Undo the addition"))
                if not wants_fragment(request):
                    return redirect("organisation:tags")
    counts = tagging.tag_counts()
    rows = [(tag, counts[tag.pk]) for tag in Tag.objects.order_by("-is_active", "sort_key", "pk")]
    template = "organisation/tags_body.html" if wants_fragment(request) else "organisation/tags.html"
    return render(request, template, {"form": form, "rows": rows}, status=status)


@require_GET
def tags_similar(request: HttpRequest) -> HttpResponse:
    """A hint beside the name field: tags whose name resembles what is typed."""
    require_administrator(signed_in(request))
    typed = request.GET.get("name", "").strip()
    return render(request, "organisation/tags_similar.html", {"similar": tagging.similar_tags(typed)})


@require_http_methods(["GET", "POST"])
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """One tag: another name or colour."""
    actor = signed_in(request)
    require_administrator(actor)
    subject = get_object_or_404(Tag, pk=pk)
    form = TagForm(request.POST or None, initial={"name": str(subject), "colour": subject.colour})
    if request.method == "POST" and form.is_valid():
        try:
            tagging.change_tag(actor=actor, tag=subject, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The tag is saved."), _("Undo the change"))
            return redirect("organisation:tags")
    context = {"form": form, "subject": subject, "uses": tagging.tag_uses(subject)}
    return render(request, "organisation/tag.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def tag_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Archive, restore or delete a tag."""
    actor = signed_in(request)
    subject = get_object_or_404(Tag, pk=pk)
    does, said, undo = {
        "archive": (tagging.archive_tag, _("The tag “%(tag)s” is archived."), _("Undo the archiving")),
        "restore": (tagging.restore_tag, _("The tag “%(tag)s” is offered again."), _("Undo the change")),
        "delete": (tagging.delete_tag, _("The tag “%(tag)s” is deleted."), _("Undo the deletion")),
    }[act]
    try:
        does(actor=actor, tag=subject)
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect(reverse("organisation:tag", args=[pk]))
    undo_toast(request, said % {"tag": subject}, undo)
    return redirect("organisation:tags")
