"""The cards of the sales teams."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filon.crm.services.teams import team_cards
from filon.crm.views.scope import user_of
from filon.organisation.models import Organisation


@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """How each of the user's teams does."""
    context = {"cards": team_cards(user_of(request)), "currency": Organisation.current().currency_id}
    return render(request, "crm/teams.html", context)
