"""The address that leads to any record."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from filon.core.models import Record
from filon.core.record_types import record_types


def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the page of the record `pk`, if the user may see it; one that was merged leads to what it became."""
    kind, merged_into = Record.objects.filter(pk=pk).values_list("kind", "merged_into_id").first() or (None, None)
    pk = merged_into or pk
    record_type = record_types.get(kind) if kind else None
    if record_type is None or not record_type.visible_to(request.user).filter(pk=pk).exists():
        raise Http404
    return HttpResponseRedirect(record_type.url(pk))
