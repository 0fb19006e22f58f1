"""The bin: System, Bin."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from filon.accounts.requests import signed_in
from filon.core.models import Record
from filon.history import policies
from filon.history.bin_lists import ARCHIVED, DELETED
from filon.history.services.binning import archived_relations
from filon.ui.lists.views import list_view

deleted = list_view(DELETED)


def archived(request: HttpRequest) -> HttpResponseBase:
    """What was archived. Which kinds there are is known only once all rooms have spoken."""
    return list_view(replace(ARCHIVED, prefetched=archived_relations()))(request)


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an archived record."""
    found = policies.visible_record(signed_in(request), get_object_or_404(Record, pk=pk).kind, pk)
    if found is None:
        raise Http404
    return redirect(found[0].url(pk))
