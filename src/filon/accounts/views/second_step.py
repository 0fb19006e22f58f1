"""Turning the second step on and off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.accounts.client import client_address
from filon.accounts.forms.preferences import AppForm, CurrentPasswordForm, KeyForm
from filon.accounts.qr import qr_svg
from filon.accounts.requests import host_has_keys, signed_in
from filon.accounts.services.keys import add_key, keys_of, registration_options, remove_key
from filon.accounts.services.passwords import require_current_password
from filon.accounts.services.second_step import (
    app_address,
    new_app_secret,
    renew_recovery_codes,
    turn_off_second_step,
    turn_on_app,
)
from filon.accounts.views.security import security_page
from filon.core.exceptions import DomainError
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast

SECRET_KEY = "filon_app_secret"  # noqa: S105 - the name of a session value
CODES_KEY = "filon_recovery_codes"


def _secret(request: HttpRequest) -> str:
    if SECRET_KEY not in request.session:
        request.session[SECRET_KEY] = new_app_secret()
    return str(request.session[SECRET_KEY])


@never_cache
@require_http_methods(["GET", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """Scan the code with an authenticator app and type what it shows."""
    user = signed_in(request)
    secret = _secret(request)
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            require_current_password(user=user, password=given["current"], client=client_address(request))
            codes = turn_on_app(actor=user, user=user, secret=secret, code=given["code"])
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            del request.session[SECRET_KEY]
            return _show_codes(request, codes)
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    context = {"form": form, "secret": grouped, "tab": "security"}
    return render(request, "accounts/app.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@require_GET
def app_qr(request: HttpRequest) -> HttpResponse:
    """The code to scan, as a picture of its own address, which the content security policy asks for."""
    address = app_address(user=signed_in(request), secret=_secret(request))
    return HttpResponse(qr_svg(address), content_type="image/svg+xml")


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    request.session[CODES_KEY] = codes
    return redirect("accounts:recovery-codes")


@never_cache
@require_GET
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, shown once after they are made."""
    codes = request.session.pop(CODES_KEY, None)
    if not codes:
        return redirect("accounts:security")
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "tab": "security"})


@require_POST
def second_step_change(request: HttpRequest) -> HttpResponse:
    """With the present password: make new recovery codes, or turn the second step off."""
    user = signed_in(request)
    form = CurrentPasswordForm(request.POST, auto_id="step_%s")
    if not form.is_valid():
        return security_page(request, step_form=form)
    try:
        password = form.cleaned_data["current"]
        require_current_password(user=user, password=password, client=client_address(request))
        if request.POST.get("act") == "renew":
            return _show_codes(request, renew_recovery_codes(actor=user, user=user))
        turn_off_second_step(actor=user, user=user)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return security_page(request, step_form=form)
    toast(request, _("Two-step sign-in is off."))
    return redirect("accounts:security")


@never_cache
@require_http_methods(["GET", "POST"])
def key_new(request: HttpRequest) -> HttpResponse:
    """Register a security key."""
    user = signed_in(request)
    if not host_has_keys(request):
        return redirect("accounts:security")
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            require_current_password(user=user, password=given["current"], client=client_address(request))
            codes = add_key(actor=user, user=user, name=given["name"], answer=given["answer"])
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            toast(request, _("The security key is added."))
            return _show_codes(request, codes) if codes else redirect("accounts:security")
    context = {"form": form, "key_options": registration_options(user), "tab": "security"}
    return render(request, "accounts/key.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def key_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a security key."""
    user = signed_in(request)
    try:
        remove_key(actor=user, key=get_object_or_404(keys_of(user), pk=pk))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        toast(request, _("The security key is removed."))
    return redirect("accounts:security")
