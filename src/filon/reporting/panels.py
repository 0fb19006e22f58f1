"""What this room puts on the pages of other rooms."""

from typing import Any

from django.http import HttpRequest

from filon.accounts.requests import signed_in
from filon.organisation.models import Organisation
from filon.reporting.services import day


def month(request: HttpRequest, _seen_at: Any) -> dict[str, Any]:
    """On one's day: the pipeline, the forecast and the month, with the targets of one's teams."""
    user = signed_in(request)
    figures, targets = day.figures(user), day.targets(user)
    return {"figures": figures, "targets": targets, "currency": Organisation.current().currency_id}


def to_settle(request: HttpRequest, _seen_at: Any) -> dict[str, Any] | None:
    """On the day of a leader or an administrator: what waits for him."""
    found = day.waiting(signed_in(request))
    return {"waiting": found} if found else None
