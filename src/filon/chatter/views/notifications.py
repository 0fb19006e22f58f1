"""The bell's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.chatter.services.notifying import mark_read, recent
from filon.ui.htmx import redirect


@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """What happened on the records one follows, newest first."""
    notices = recent(signed_in(request))
    has_unread = any(notice.notification.read_at is None for notice in notices)
    return render(request, "chatter/notifications.html", {"notices": notices, "has_unread": has_unread})


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Quiet the bell."""
    mark_read(actor=signed_in(request))
    return redirect(request, reverse("chatter:notifications"))
