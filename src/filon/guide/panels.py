"""What the guide puts on the pages of other rooms."""

from typing import Any

from django.http import HttpRequest

from filon.accounts.requests import signed_in
from filon.guide.services.first_steps import steps_left


def about_this_page(request: HttpRequest, _subject: Any) -> dict[str, Any]:
    """The name of the page that is open, for the chapter about it."""
    match = request.resolver_match
    return {"page_name": match.view_name if match else ""}


def first_steps(request: HttpRequest, _seen_at: Any) -> dict[str, Any] | None:
    """On an administrator's day: what a new installation still lacks."""
    steps = steps_left(signed_in(request))
    return {"steps": steps, "done": sum(step.is_done for step in steps)} if steps else None
