"""Index pages of menu sections: every entry with a sentence about it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from filon.ui.menu import menu, tree


def _section(request: HttpRequest, key: str) -> HttpResponse:
    items = tree(request.user, request.path, key)
    if not items:
        raise Http404
    return render(request, "ui/section.html", {"section": menu[key], "items": items})


def configuration(request: HttpRequest) -> HttpResponse:
    """What can be configured."""
    return _section(request, "configuration")


def system(request: HttpRequest) -> HttpResponse:
    """What an administrator looks after."""
    return _section(request, "system")
