"""The bell's page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.chatter.choices import Channel
from filon.chatter.models import Notification
from filon.chatter.services.notifying import channel_of, choose_channel, mark_read, recent
from filon.ui.htmx import redirect
from filon.ui.toasts import toast


@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """What happened on the records one follows, newest first."""
    notices = recent(signed_in(request))
    has_unread = any(notice.notification.read_at is None for notice in notices)
    choice = {"channels": Channel.choices, "channel": channel_of(signed_in(request))}
    return render(request, "chatter/notifications.html", {"notices": notices, "has_unread": has_unread, **choice})


@require_POST
def channel(request: HttpRequest) -> HttpResponse:
    """Choose how one is told."""
    if request.POST.get("channel") in Channel.values:
        choose_channel(actor=signed_in(request), channel=Channel(request.POST["channel"]))
        toast(request, _("Your choice is saved."))
    return redirect(request, reverse("chatter:notifications"))


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one notification, and go where it leads."""
    notice = get_object_or_404(Notification, pk=pk, user=signed_in(request))
    mark_read(actor=signed_in(request), ids=[notice.pk])
    place = f"#message-{notice.message_id}" if notice.message_id else ""
    return HttpResponseRedirect(reverse("chatter:record", args=[notice.record_id]) + place)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Quiet the bell."""
    mark_read(actor=signed_in(request))
    return redirect(request, reverse("chatter:notifications"))
