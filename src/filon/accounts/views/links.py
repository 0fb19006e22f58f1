"""The pages behind one-time links, and the page on which one asks for a reset link."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from filon.accounts.client import client_address
from filon.accounts.forms.signing_in import FirstStartForm, ForgottenForm, InvitationForm, NewPasswordForm
from filon.accounts.models import OneTimeLink, User
from filon.accounts.services.beginning import create_first_administrator
from filon.accounts.services.inviting import accept_invitation
from filon.accounts.services.links import LinkNotUsable, Purpose, find_link, use_link
from filon.accounts.services.passwords import request_reset, reset_password
from filon.accounts.services.second_step import uses_second_step
from filon.accounts.views.entering import enter
from filon.core.exceptions import DomainError
from filon.ui.forms import show_refusal


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, raw: str) -> HttpResponse:
    """Whatever a one-time link leads to. Only the demonstration's link acts at once; a form uses up the others."""
    try:
        found = find_link(raw)
        if found.purpose == Purpose.DEMO:
            return _enter_demo(request, raw)
        return _link_form(request, raw, found)
    except LinkNotUsable as refusal:
        if request.user.is_authenticated:
            return HttpResponseRedirect("/")
        return render(request, "accounts/link_refused.html", {"sentence": str(refusal)}, status=refusal.status)


def _enter_demo(request: HttpRequest, raw: str) -> HttpResponse:
    user = use_link(raw, purpose=Purpose.DEMO).user
    if user is None:
        raise LinkNotUsable
    return enter(request, user, remember=True)


def _first_start(raw: str, given: dict[str, str]) -> User:
    return create_first_administrator(raw=raw, **given)


def _invitation(raw: str, given: dict[str, str]) -> User:
    return accept_invitation(raw=raw, **given)


def _reset(raw: str, given: dict[str, str]) -> User:
    return reset_password(raw=raw, **given)


ACTS: dict[str, tuple[type[Form], Callable[[str, dict[str, str]], User]]] = {
    Purpose.FIRST_START: (FirstStartForm, _first_start),
    Purpose.INVITATION: (InvitationForm, _invitation),
    Purpose.PASSWORD_RESET: (NewPasswordForm, _reset),
}


def _link_form(request: HttpRequest, raw: str, found: OneTimeLink) -> HttpResponse:
    form_class, act = ACTS[found.purpose]
    initial = {"language": get_language(), "name": found.user.name if found.user else ""}
    form = form_class(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            user = act(raw, form.cleaned_data)
        except LinkNotUsable:
            raise
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            if uses_second_step(user):
                return HttpResponseRedirect(settings.LOGIN_URL)
            next_page = settings.FIRST_START_URL if found.purpose == Purpose.FIRST_START else "/"
            return enter(request, user, remember=True, next_page=next_page)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "purpose": found.purpose, "who": found.user}
    return render(request, "accounts/link.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a reset link; without outgoing mail, an administrator makes one."""
    form = ForgottenForm(request.POST or None)
    is_sent = False
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                request_reset(email=form.cleaned_data["email"], client=client_address(request))
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                is_sent, status = True, 200
    context = {"form": form, "is_sent": is_sent, "sends_mail": bool(settings.FILON_EMAIL_URL)}
    return render(request, "accounts/forgotten.html", context, status=status)
