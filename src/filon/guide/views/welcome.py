"""The welcome after the first start, and the list of first steps that it leaves behind."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError, NotAllowed
from filon.guide.forms.welcome import WelcomeForm
from filon.guide.services import first_steps, welcoming
from filon.history.toasts import undo_toast
from filon.organisation.models import Organisation
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast

HOME = "activities:home"


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Three questions: the company, the language, the first team."""
    actor = signed_in(request)
    require_administrator(actor)
    form = WelcomeForm(request.POST if request.method == "POST" else None, initial=_initial(actor.language))
    if form.is_bound and form.is_valid():
        try:
            welcoming.set_up(actor=actor, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The company is set up."), _("Undo the change"))
            return redirect(HOME)
    context = {"form": form, "domain": settings.FILON_MAIL_DOMAIN, "team": welcoming.first_team()}
    return render(request, "guide/welcome.html", context, status=422 if form.is_bound else 200)


@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """Show the first steps no longer."""
    user = signed_in(request)
    require_administrator(user)
    welcoming.put_away(actor=user, user=user)
    undo_toast(request, _("The first steps are put away."), _("Show them again"))
    return redirect(HOME)


@require_POST
def test_message(request: HttpRequest) -> HttpResponse:
    """Send the administrator a message."""
    actor = signed_in(request)
    try:
        welcoming.send_test(actor=actor)
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        toast(request, _("A test message is on its way to %(address)s.") % {"address": actor.email})
    return redirect(HOME)


def _initial(language: str) -> dict[str, str | None]:
    ours, team = Organisation.current(), welcoming.first_team()
    alias = getattr(team.record, "alias", None) if team else None
    return {
        "name": "" if ours.name in first_steps.UNNAMED else ours.name,
        "country": ours.country_id,
        "currency": ours.currency_id,
        "language": language or ours.language,
        "team": team.name if team else "",
        "alias": alias.local_part if alias else "",
    }
