"""Taking in a message to a team's address that was refused or has failed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.mail.models import Alias
from filon.mail.services.accepting import accept_message
from filon.teams import policies
from filon.teams.models import Team
from filon.ui.toasts import toast


@require_POST
def accept(request: HttpRequest, pk: int, route: int) -> HttpResponse:
    """Let the message become what messages to the team become."""
    user = signed_in(request)
    team = get_object_or_404(Team.objects.visible_to(user), pk=pk)
    policies.require_lead(user, team)
    alias = get_object_or_404(Alias.objects.select_related("owner"), owner=team.pk)
    found = get_object_or_404(alias.routes.select_related("inbound"), pk=route)
    try:
        accept_message(inbound=found.inbound, alias=alias, actor=user)
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        undo_toast(request, _("The message is accepted."), _("Undo accepting"))
    return redirect("teams:team", pk)
