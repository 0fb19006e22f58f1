"""What a browser shows when it cannot reach us: a page that its service worker has kept."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse

from filon.ui.errors import OFFLINE, error


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """The page that is kept, in the language of whoever fetches it."""
    return error(request, 200, page=OFFLINE)


@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps it. It stands at the root, because it speaks for every page."""
    found = finders.find("ui/dist/service-worker.js")
    if not isinstance(found, str):
        raise Http404
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(Path(found).read_text(encoding="utf-8"), content_type="text/javascript", headers=headers)
