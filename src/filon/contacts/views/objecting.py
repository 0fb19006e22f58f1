"""The page where people outside say that they want no more messages."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from filon.contacts.services.objecting import address_of, object_by_link


@login_not_required
@csrf_exempt  # mail programs that offer to unsubscribe send no cookie (RFC 8058); the token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, token: str) -> HttpResponse:
    """One button, because programs that look at links in mail must not object for anybody."""
    address = address_of(token)
    if not address:
        raise Http404
    if request.method == "POST":
        object_by_link(token, _("By the link in a message"))
    return render(request, "contacts/objection.html", {"address": address, "is_done": request.method == "POST"})
