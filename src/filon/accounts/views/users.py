"""System, Users: who may sign in, and with which role."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.accounts.forms.users import InviteForm, UserForm
from filon.accounts.models import User
from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.accounts.services.inviting import invite_user, renew_invitation
from filon.accounts.services.managing import change_user, delete_user
from filon.accounts.services.passwords import make_reset_link
from filon.accounts.services.second_step import turn_off_second_step, uses_second_step
from filon.core.exceptions import DomainError
from filon.core.house import house
from filon.ui.forms import show_refusal
from filon.ui.toasts import done, toast

LINK_KEY = "filon_user_link"


def _users(request: HttpRequest) -> QuerySet[User]:
    actor = signed_in(request)
    require_administrator(actor)
    return User.objects.visible_to(actor)


@require_GET
def user_list(request: HttpRequest) -> HttpResponse:
    """Everybody, those who are not active last."""
    users = _users(request).order_by("-is_active", "sort_key", "pk")
    return render(request, "accounts/user_list.html", {"users": users})


@require_http_methods(["GET", "POST"])
def user_new(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    actor = signed_in(request)
    require_administrator(actor)
    form = InviteForm(request.POST or None, initial={"language": house().language})
    if request.method == "POST" and form.is_valid():
        try:
            user, link = invite_user(actor=actor, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            done(request, _("%(user)s is invited.") % {"user": user})
            return _show_link(request, user, link, "invitation")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/user_new.html", {"form": form}, status=status)


def _show_link(request: HttpRequest, user: User, link: str, purpose: str) -> HttpResponse:
    """Lead to the user's page, which shows the link this one time."""
    request.session[LINK_KEY] = {"user": user.pk, "link": link, "purpose": purpose}
    return redirect("accounts:user", user.pk)


@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """One user."""
    subject = get_object_or_404(_users(request), pk=pk)
    initial = {"name": subject.name, "email": subject.email, "role": subject.role, "is_active": subject.is_active}
    form = UserForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_user(actor=signed_in(request), user=subject, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            done(request, _("%(user)s is saved.") % {"user": form.cleaned_data["name"]})
            return redirect("accounts:user", pk)
    shown = request.session.get(LINK_KEY) or {}
    if shown.get("user") == pk:
        del request.session[LINK_KEY]
    context = {
        "form": form,
        "subject": subject,
        "shown_link": shown if shown.get("user") == pk else None,
        "sends_mail": bool(settings.FILON_EMAIL_URL),
        "uses_second_step": uses_second_step(subject),
    }
    return render(request, "accounts/user.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def user_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """A new invitation link for somebody who has not used his."""
    subject = get_object_or_404(_users(request), pk=pk)
    return _show_link(request, subject, renew_invitation(actor=signed_in(request), user=subject), "invitation")


@require_POST
def user_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """A link by which the user sets a new password."""
    subject = get_object_or_404(_users(request), pk=pk)
    return _show_link(request, subject, make_reset_link(actor=signed_in(request), user=subject), "reset")


@require_POST
def user_second_step_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Let in somebody who lost his phone."""
    subject = get_object_or_404(_users(request), pk=pk)
    turn_off_second_step(actor=signed_in(request), user=subject)
    toast(request, _("Two-step sign-in of %(user)s is off.") % {"user": subject})
    return redirect("accounts:user", pk)


@require_POST
def user_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a user to whom nothing refers."""
    subject = get_object_or_404(_users(request), pk=pk)
    try:
        delete_user(actor=signed_in(request), user=subject)
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("accounts:user", pk)
    done(request, _("%(user)s is deleted.") % {"user": subject})
    return redirect("accounts:users")
