"""Adding somebody to the members that the form of a team shows; saving the form makes it so."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.teams import policies
from filon.teams.forms import MemberForm
from filon.ui.forms import show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest) -> HttpResponse:
    """The dialog: choose a user, or make one on the spot."""
    policies.require_member_choice(signed_in(request))
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            user, link = form.chosen(actor=signed_in(request))
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            context = {"member": user, "link": link, "sends_mail": bool(settings.FILON_EMAIL_URL)}
            return render(request, "teams/member_added.html", context)
    return render(request, "teams/member_form.html", {"form": form}, status=422 if form.is_bound else 200)
