"""What this room shows on the pages of rooms below."""

from typing import Any

from django.http import HttpRequest

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.teams.models import Team


def teams_of_user(request: HttpRequest, subject: User) -> dict[str, Any]:
    """On a user's page: the teams in which he sells, and those that he leads."""
    visible = Team.objects.visible_to(signed_in(request)).active()
    return {"member_of": visible.filter(members=subject), "leads": visible.filter(leaders=subject)}
