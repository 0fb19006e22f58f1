"""The page of a sales team."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.chatter.panels import following_context
from filon.chatter.services.records import visible_record
from filon.core.exceptions import DomainError, NotAllowed
from filon.history.services.merging_edits import version
from filon.history.toasts import undo_toast
from filon.mail.services.aliasing import alias_fault, clean_local_part
from filon.organisation.models import Organisation
from filon.teams import policies
from filon.teams.forms import TeamForm
from filon.teams.models import Team
from filon.teams.services import editing, targeting
from filon.teams.services.reading import mail_figures, unsettled_mail
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def team_new(request: HttpRequest) -> HttpResponse:
    """A new sales team."""
    policies.require_change(signed_in(request))
    return _form_page(request, TeamForm(request.POST or None, user=signed_in(request)), None)


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """A sales team; only administrators change it."""
    subject = _team_or_404(request, pk)
    if request.method == "POST":
        policies.require_lead(signed_in(request), subject)
    return _form_page(request, TeamForm(request.POST or None, user=signed_in(request), team=subject), subject)


@require_safe
def alias_state(request: HttpRequest) -> HttpResponse:
    """Whether an address is free, while somebody types it."""
    policies.require_change(signed_in(request))
    typed, team_id = request.GET.get("alias", "").strip(), request.GET.get("team", "")
    local_part = clean_local_part(typed)
    fault = alias_fault(local_part, owner_id=int(team_id) if team_id.isdecimal() else None) if local_part else ""
    context = {
        "local_part": local_part,
        "typed": typed,
        "fault": fault,
        "address": f"{local_part}@{settings.FILON_MAIL_DOMAIN}",
    }
    return render(request, "teams/alias_state.html", context)


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a team away."""
    subject = _team_or_404(request, pk)
    editing.archive_team(actor=signed_in(request), team=subject)
    undo_toast(request, _("%(name)s is archived.") % {"name": subject.name}, _("Undo archiving"))
    return redirect("teams:team", pk)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a team back."""
    subject = _team_or_404(request, pk)
    editing.restore_team(actor=signed_in(request), team=subject)
    toast(request, _("%(name)s is back.") % {"name": subject.name})
    return redirect("teams:team", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a team that nothing refers to."""
    subject = _team_or_404(request, pk)
    try:
        editing.delete_team(actor=signed_in(request), team=subject)
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("teams:team", pk)
    undo_toast(request, _("%(name)s is deleted.") % {"name": subject.name}, _("Undo deleting"))
    return redirect("teams:teams")


def _team_or_404(request: HttpRequest, pk: int) -> Team:
    teams = Team.objects.visible_to(signed_in(request)).select_related("record__alias")
    return get_object_or_404(teams, pk=pk)


def _form_page(request: HttpRequest, form: TeamForm, subject: Team | None) -> HttpResponse:
    user, conflicts = signed_in(request), None
    if form.is_bound and form.is_valid():
        try:
            saved = form.save()
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            if isinstance(saved, Team):
                undo_toast(request, _("%(name)s is saved.") % {"name": saved.name}, _("Undo the change"))
                return redirect("teams:team", saved.pk)
            conflicts = saved
    record = visible_record(user, subject.pk) if subject else None
    context = {
        "form": form,
        "team": subject,
        "conflicts": conflicts,
        "version": version(subject) if subject else 0,
        "shown_people": _shown_people(subject) if subject else {},
        "currency": Organisation.current().currency_id,
        "domain": settings.FILON_MAIL_DOMAIN,
        "leader_ids": form.leader_ids(),
        "mail": mail_figures(subject) if subject else None,
        "unsettled": unsettled_mail(subject) if subject else [],
        "months": targeting.months(subject) if subject else [],
        "may_change": policies.may_change(user),
        "may_lead": policies.may_lead(user, subject) if subject else policies.may_change(user),
        **(following_context(record, user) if record else {}),
    }
    status = 409 if conflicts else 422
    return render(request, "teams/team.html", context, status=status if form.is_bound else 200)


def _shown_people(team: Team) -> dict[str, str]:
    """Who leads and who sells, as the form shows it, so that what is changed meanwhile can be told from it."""
    people = {"leaders": team.leaders.all(), "members": team.members.all()}
    return {name: ",".join(str(user.pk) for user in users) for name, users in people.items()}
