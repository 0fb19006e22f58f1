"""The address that leads to any record."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from filon.core.models import Record
from filon.core.record_types import record_types


def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the page of the record `pk`, if the user may see it."""
    kind = Record.objects.filter(pk=pk).values_list("kind", flat=True).first()
    record_type = record_types.get(kind) if kind else None
    if record_type is None or not record_type.visible_to(request.user).filter(pk=pk).exists():
        raise Http404
    return HttpResponseRedirect(record_type.url(pk))
