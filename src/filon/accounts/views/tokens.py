"""Preferences, API tokens: the keys of a user's programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.forms.preferences import TokenForm
from filon.accounts.models import ApiToken
from filon.accounts.requests import signed_in
from filon.accounts.services.tokens import create_token, revoke_token
from filon.core.exceptions import DomainError
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast

SHOWN_KEY = "filon_new_token"


@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The user's tokens; a new one is shown once, right after it is made."""
    user = signed_in(request)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request.session[SHOWN_KEY] = create_token(user=user, actor=user, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("accounts:tokens")
    context = {
        "form": form,
        "tab": "tokens",
        "tokens": ApiToken.objects.filter(user=user),
        "new_token": request.session.pop(SHOWN_KEY, ""),
    }
    return render(request, "accounts/tokens.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut a program out."""
    token = get_object_or_404(ApiToken, pk=pk, user=signed_in(request))
    revoke_token(actor=signed_in(request), token=token)
    toast(request, _("The token is revoked."))
    return redirect("accounts:tokens")
