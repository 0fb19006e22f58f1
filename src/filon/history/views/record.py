"""The history of one record, for everyone who may see it."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filon.accounts.requests import signed_in
from filon.core.models import Record
from filon.history import policies
from filon.history.services.reading import thread
from filon.ui.htmx import wants_fragment

PAGE = 50


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """What was changed on the record, newest first, day by day; further pages as fragments."""
    subject = get_object_or_404(Record, pk=pk)
    user = signed_in(request)
    found = policies.visible_record(user, subject.kind, pk)
    if found is None:
        raise Http404
    record_type, row = found
    before = request.GET.get("before", "")
    changes = thread(pk, limit=PAGE, before=int(before) if before.isdecimal() else None, reader=user)
    last = changes[-1].change_id if changes else None
    days = [
        {"day": day, "sets": [list(each) for _key, each in groupby(on_day, lambda change: change.change_set_id)]}
        for day, on_day in groupby(changes, lambda change: timezone.localdate(change.at))
    ]
    context = {
        "record_id": pk,
        "title": record_type.title(row),
        "label": record_type.label,
        "url": record_type.url(pk),
        "days": days,
        "before": last if last and thread(pk, limit=1, before=last) else None,
        "is_first": not before,
    }
    return render(request, "history/record_body.html" if wants_fragment(request) else "history/record.html", context)
