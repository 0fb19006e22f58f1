"""Sign-in by address and password, the second step, and sign-out."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.client import client_address
from filon.accounts.demo import DEMO_PASSWORD
from filon.accounts.forms.signing_in import CodeForm, SignInForm
from filon.accounts.models import User
from filon.accounts.requests import host_has_keys, safe_next
from filon.accounts.services.demo import demo_users
from filon.accounts.services.keys import keys_of, sign_in_options
from filon.accounts.services.second_step import uses_second_step
from filon.accounts.services.signing_in import check_code, check_key, check_password
from filon.accounts.views.entering import PENDING_KEY, enter
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.ui.forms import show_refusal

PENDING_FOR = timedelta(minutes=10)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in form."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(safe_next(request))
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _admit(request, form)
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
    context = {
        "form": form,
        "next": safe_next(request, ""),
        "demo_users": demo_users() if settings.FILON_DEMO else [],
        "demo_password": DEMO_PASSWORD,
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _admit(request: HttpRequest, form: SignInForm) -> HttpResponse:
    """Let in who knows the password, or ask for the second step."""
    given = form.cleaned_data
    user = check_password(email=given["email"], password=given["password"], client=client_address(request))
    if not uses_second_step(user):
        return enter(request, user, remember=given["remember"], next_page=safe_next(request))
    request.session[PENDING_KEY] = {
        "user": user.pk,
        "remember": given["remember"],
        "until": (clock.now() + PENDING_FOR).timestamp(),
    }
    return HttpResponseRedirect(f"{reverse('accounts:sign-in-code')}?{urlencode({'next': safe_next(request)})}")


def pending_user(request: HttpRequest) -> User | None:
    """Who has shown his password in this session within the last ten minutes, and not yet the second step."""
    pending = request.session.get(PENDING_KEY)
    if not pending or pending["until"] < clock.now().timestamp():
        return None
    return User.objects.active().filter(pk=pending["user"]).first()


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the app, a recovery code, or a touch of a security key."""
    user = pending_user(request)
    if user is None:
        return redirect("accounts:sign-in")
    form = CodeForm(None if "answer" in request.POST else request.POST or None)
    refusal = None
    if request.method == "POST":
        refusal = _second_step_refusal(request, user, form)
        if refusal is None and not form.errors:
            remember = bool(request.session[PENDING_KEY]["remember"])
            return enter(request, user, remember=remember, next_page=safe_next(request))
    context = {
        "form": form,
        "user": None,
        "next": safe_next(request, ""),
        "who": user,
        "key_refusal": refusal if "answer" in request.POST else None,
        "key_options": sign_in_options(user) if host_has_keys(request) and keys_of(user).exists() else None,
    }
    status = 200 if request.method == "GET" else refusal.status if refusal else 422
    return render(request, "accounts/sign_in_code.html", context, status=status)


def _second_step_refusal(request: HttpRequest, user: User, form: CodeForm) -> DomainError | None:
    """Why the second step does not let the user in; None when it does, or when the form itself says why."""
    client = client_address(request)
    try:
        if "answer" in request.POST:
            check_key(user=user, answer=request.POST["answer"], client=client)
        elif form.is_valid():
            check_code(user=user, code=form.cleaned_data["code"], client=client)
    except DomainError as refusal:
        if form.is_bound:
            show_refusal(form, refusal)
        return refusal
    return None


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; the browser forgets drafts and whatever else we kept in it."""
    logout(request)
    response = HttpResponseRedirect(reverse("accounts:sign-in"))
    response["Clear-Site-Data"] = '"storage"'
    return response
