"""The addresses of the REST interface."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt

from filon.api.problems import problem
from filon.api.v1.root import api_1


def _opened(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """The interface has a door of its own, so the pages' sign-in does not stand before it."""
    if isinstance(pattern, URLPattern):
        pattern.callback = login_not_required(pattern.callback)
    return pattern


@csrf_exempt
@login_not_required
def nowhere(request: HttpRequest) -> HttpResponse:
    """An address under the interface that leads nowhere, answered as the interface answers."""
    return problem(404)


urlpatterns = [
    path("v1/", ([_opened(pattern) for pattern in api_1.urls[0]], *api_1.urls[1:])),
    re_path("", nowhere),
]
