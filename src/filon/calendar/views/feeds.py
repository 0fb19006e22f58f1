"""The private feed: its page, where it is made and revoked, and the file that calendar programs fetch."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.calendar.models import CalendarFeed
from filon.calendar.services.feeding import feed_of, make_feed, revoke_feed, user_of_feed
from filon.ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def feed_page(request: HttpRequest) -> HttpResponse:
    """Whether I have a feed; a new address is shown once."""
    user = signed_in(request)
    address = make_feed(actor=user) if request.method == "POST" else ""
    feed = CalendarFeed.objects.filter(user=user).first()
    return render(request, "calendar/feed.html", {"feed": feed, "address": address})


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Shut out the programs that read my feed."""
    revoke_feed(actor=signed_in(request))
    toast(request, _("The address no longer works."))
    return redirect("calendar:feed-page")


@login_not_required
@never_cache
@require_safe
def feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """The feed itself; who has the address may read it."""
    user = user_of_feed(secret)
    if user is None:
        raise Http404
    with override(user.language):
        content = feed_of(user)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
