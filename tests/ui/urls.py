"""Addresses that only these tests know: views that do what a view may do to its middleware."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone, translation
from django.views.decorators.http import require_POST

from filon.config.urls import handler400, handler403, handler404, handler500
from filon.config.urls import urlpatterns as house
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.ui.htmx import close_dialog, refresh
from filon.ui.htmx import redirect as lead_to
from filon.ui.toasts import toast

__all__ = ["handler400", "handler403", "handler404", "handler500"]

REFUSALS = {"domain": DomainError, "not-allowed": NotAllowed, "conflict": Conflict}


def refused(request: HttpRequest, kind: str) -> HttpResponse:
    raise REFUSALS[kind]("Mai întâi alegeți o etapă.")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the mine has collapsed")


def no_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Doar liderul echipei poate face asta.")


def told(request: HttpRequest) -> HttpResponse:
    toast(request, "Mutată în Propunere.", undo_url="/undo/7/", undo_label="Anulează mutarea")
    return {"redirect": redirect, "here": lambda _url: HttpResponse("ok")}[request.GET.get("then", "here")]("/page/")


def refreshed(request: HttpRequest) -> HttpResponse:
    toast(request, "Salvată.")
    return refresh(request, "/page/")


def led(request: HttpRequest) -> HttpResponse:
    return lead_to(request, "/page/")


def closed(request: HttpRequest) -> HttpResponse:
    toast(request, "Adăugată.")
    return close_dialog()


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/base.html")


@login_not_required
def spoken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{translation.get_language()} {timezone.get_current_timezone_name()}")


@require_POST
def only_post(request: HttpRequest) -> HttpResponse:
    return HttpResponse("posted")


urlpatterns = [
    path("refused/<str:kind>/", refused),
    path("broken/", broken),
    path("no-database/", no_database),
    path("denied/", denied),
    path("told/", told),
    path("refreshed/", refreshed),
    path("led/", led),
    path("closed/", closed),
    path("page/", page),
    path("spoken/", spoken),
    path("only-post/", only_post),
    *house,
]
