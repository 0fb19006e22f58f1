"""The page behind List-Unsubscribe: a program posts to it, a person presses a button. Opening it changes nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from filon.mail.services.unsubscribing import address_of
from filon.mail.services.unsubscribing import unsubscribe as put_on_list
from filon.organisation.models import Organisation


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    """Ask, or with a POST do it. The signature says that the link came to this address; nobody is signed in."""
    address = address_of(signed)
    if address is None:
        raise Http404
    if request.method == "POST":
        put_on_list(address)
    context = {"address": address, "is_done": request.method == "POST", "company": Organisation.current().name}
    return render(request, "mail/unsubscribe.html", context)
