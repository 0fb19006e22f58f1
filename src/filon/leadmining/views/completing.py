"""Completing existing leads from the directory: what it would add, before it does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from filon.accounts.requests import signed_in
from filon.core.ids import ids_of
from filon.crm.models import Lead
from filon.leadmining.services.completing import completions, request_completion
from filon.leadmining.services.requesting import MOST_LEADS
from filon.leadmining.services.wording import field_labels
from filon.leadmining.tasks import run_request


@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest) -> HttpResponse:
    """The leads `ids`, with what each would gain; sending makes a request of it."""
    actor = signed_in(request)
    typed = request.POST.getlist("ids") or request.GET.get("ids", "").split(",")
    ids = ids_of(typed)[:MOST_LEADS]
    leads = list(Lead.objects.visible_to(actor).select_related("contact__company", "country").filter(pk__in=ids))
    if not leads:
        raise Http404
    if request.method == "POST":
        made = request_completion(actor=actor, leads=leads)
        run_request.enqueue(made.pk)
        return redirect("leadmining:request", made.pk)
    rows = [
        (one, list(zip(field_labels(Lead, one.values), one.values.values(), strict=True))) for one in completions(leads)
    ]
    gaining = [one.lead.pk for one, values in rows if values]
    return render(request, "leadmining/complete.html", {"rows": rows, "gaining": gaining})
