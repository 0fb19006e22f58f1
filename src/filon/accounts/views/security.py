"""Preferences, Security: password, second step, and where one is signed in."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from filon.accounts.client import client_address
from filon.accounts.forms.preferences import CurrentPasswordForm, PasswordForm
from filon.accounts.requests import host_has_keys, signed_in
from filon.accounts.services.keys import keys_of
from filon.accounts.services.passwords import change_password
from filon.accounts.services.second_step import uses_app, uses_second_step
from filon.accounts.services.sessions import end_other_sessions, open_sessions
from filon.accounts.views.entering import remember_session
from filon.core.exceptions import DomainError
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast


@never_cache
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    """Everything that protects the account."""
    return security_page(request)


def security_page(
    request: HttpRequest, *, password_form: PasswordForm | None = None, step_form: CurrentPasswordForm | None = None
) -> HttpResponse:
    """The page, with a form that could not be carried out where there is one."""
    user = signed_in(request)
    context = {
        "tab": "security",
        "password_form": password_form or PasswordForm(),
        "step_form": step_form or CurrentPasswordForm(auto_id="step_%s"),
        "uses_second_step": uses_second_step(user),
        "uses_app": uses_app(user),
        "keys": [(key.pk, str(key.data["name"]), key.last_used_at) for key in keys_of(user)],
        "host_has_keys": host_has_keys(request),
        "sessions": open_sessions(user),
        "this_session": request.session.session_key,
    }
    return render(request, "accounts/security.html", context, status=422 if password_form or step_form else 200)


@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; the present session goes on, others end."""
    user = signed_in(request)
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return security_page(request, password_form=form)
    try:
        change_password(actor=user, user=user, client=client_address(request), **form.cleaned_data)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return security_page(request, password_form=form)
    update_session_auth_hash(request, user)
    remember_session(request, user)
    end_other_sessions(actor=user, user=user, but=request.session.session_key or "")
    toast(request, _("Your password is changed. Everywhere else you are signed out."))
    return redirect("accounts:security")


@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    user = signed_in(request)
    ended = end_other_sessions(actor=user, user=user, but=request.session.session_key or "")
    toast(
        request,
        ngettext("%(count)d other session has ended.", "%(count)d other sessions have ended.", ended)
        % {"count": ended},
    )
    return redirect("accounts:security")
