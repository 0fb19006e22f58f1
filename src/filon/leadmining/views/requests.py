"""Lead mining requests: the form with its live count, running, taking back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.leadmining.choices import Purpose, RequestError, RequestState
from filon.leadmining.forms.requests import RequestForm
from filon.leadmining.lists import REQUESTS
from filon.leadmining.models import MiningRequest
from filon.leadmining.services import requesting
from filon.leadmining.services.querying import preview, query_from
from filon.leadmining.tasks import run_request
from filon.leadmining.views.wording import excluded_lines, steps
from filon.organisation.models import Organisation
from filon.ui import formatting
from filon.ui.forms import show_refusal
from filon.ui.lists.views import list_view
from filon.ui.toasts import toast

request_list = list_view(REQUESTS)


@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: HttpRequest) -> HttpResponse:
    """A new request; kept as a draft, or sent at once."""
    return _form_page(request, RequestForm(request.POST or None, user=signed_in(request)), None)


@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A request: its form while it is a draft, afterwards what it brought."""
    subject = _request_or_404(request, pk)
    if subject.purpose == Purpose.ADD and subject.state in (RequestState.DRAFT, RequestState.ERROR):
        return _form_page(request, RequestForm(request.POST or None, user=signed_in(request), request=subject), subject)
    return _result_page(request, subject)


@require_POST
def request_preview(request: HttpRequest) -> HttpResponse:
    """How many companies fit what the form says now, and five of them; the counties of the chosen countries."""
    form = RequestForm(request.POST, user=signed_in(request))
    form.is_valid()
    shown = preview(query_from({**form.cleaned_data}))
    context = {
        "form": form,
        "shown": shown,
        "steps": steps(shown.count.left) if not shown.count.total else [],
    }
    return render(request, "leadmining/preview.html", context)


@require_POST
def request_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The same request anew, to run it again for more."""
    copied = requesting.copy_request(actor=signed_in(request), request=_request_or_404(request, pk))
    return redirect("leadmining:request", copied.pk)


@require_POST
def request_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo what a request brought."""
    subject = _request_or_404(request, pk)
    try:
        result = requesting.take_back(actor=signed_in(request), request=subject)
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("leadmining:request", pk)
    url = reverse("history:undo", args=[result.change_set]) if result.change_set else ""
    toast(
        request,
        _("The leads of this request are taken back.") if url else _("Nothing is left to undo here."),
        undo_url=url,
        undo_label=_("Undo the undoing") if url else "",
    )
    if result.skips:
        text = ngettext("One part stays: %(why)s", "%(count)s parts stay; the first: %(why)s", len(result.skips))
        toast(request, text % {"count": formatting.number(len(result.skips)), "why": result.skips[0].sentence})
    return redirect("leadmining:request", pk)


@require_POST
def request_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a request; its leads stay."""
    try:
        requesting.delete_request(actor=signed_in(request), request=_request_or_404(request, pk))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("leadmining:request", pk)
    undo_toast(request, _("The request is deleted; its leads stay."), _("Undo deleting"))
    return redirect("leadmining:requests")


def _request_or_404(request: HttpRequest, pk: int) -> MiningRequest:
    return get_object_or_404(MiningRequest.objects.visible_to(signed_in(request)), pk=pk)


def _form_page(request: HttpRequest, form: RequestForm, subject: MiningRequest | None) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            saved = form.save()
            if "send" in request.POST:
                requesting.submit_request(actor=signed_in(request), request=saved)
                run_request.enqueue(saved.pk)
            else:
                undo_toast(request, _("The request is saved as a draft."), _("Undo the change"))
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("leadmining:request", saved.pk)
    shown = preview(query_from(form.cleaned_data if form.is_bound else _plain(form)))
    context = {
        "form": form,
        "subject": subject,
        "error": RequestError(subject.error).label if subject and subject.error else "",
        "error_steps": steps(subject.left) if subject else [],
        "error_excluded": excluded_lines(subject.excluded) if subject else [],
        "shown": shown,
        "steps": steps(shown.count.left) if not shown.count.total else [],
    }
    return render(request, "leadmining/request_form.html", context, status=422 if form.is_bound else 200)


def _plain(form: RequestForm) -> dict[str, object]:
    return {name: form[name].value() for name in form.fields}


def _result_page(request: HttpRequest, subject: MiningRequest) -> HttpResponse:
    leads, count, won = requesting.leads_of(subject, signed_in(request))
    _won, worth = requesting.worth_of([subject.pk])
    ours = Organisation.current().currency_id or ""
    context = {
        "subject": subject,
        "is_running": subject.state == RequestState.RUNNING,
        "leads": leads,
        "count": count,
        "won": won,
        "worth": formatting.money(worth, ours) if worth else "",
        "is_update": subject.purpose == Purpose.UPDATE,
        "error": RequestError(subject.error).label if subject.error else "",
        "is_less": subject.found < subject.lead_count,
        "excluded": excluded_lines(subject.excluded),
    }
    template = "leadmining/request_result.html" if request.headers.get("HX-Request") else "leadmining/request.html"
    return render(request, template, context)
