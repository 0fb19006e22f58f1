"""The command palette's answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from filon.accounts.models import User
from filon.core.ids import id_of
from filon.search.services.finding import find
from filon.search.services.recalling import remember


@require_GET
def palette(request: HttpRequest) -> HttpResponse:
    """What `q` finds, as options of the palette's list."""
    assert isinstance(request.user, User)
    query = request.GET.get("q", "")[:200]
    sections = find(user=request.user, query=query)
    response = render(request, "search/palette_results.html", {"sections": sections, "query": query.strip()})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """Note that the user has a record's page open."""
    assert isinstance(request.user, User)
    record = id_of(request.POST.get("record", ""))
    if record is not None:
        remember(actor=request.user, record_id=record)
    return HttpResponse(status=204)
