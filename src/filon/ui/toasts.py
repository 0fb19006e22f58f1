"""Toasts: one sentence about what has just happened, with undo where there is one. They survive a redirect."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django_htmx.http import trigger_client_event

from filon.core.registry import Registry

undo_offers: Registry[Callable[[HttpRequest], tuple[str, str] | None]] = Registry("undo offer")
"""How to take back what a request has done so far: the address that takes a POST, and the words on the button."""

LEVELS = {"done": messages.SUCCESS, "error": messages.ERROR}


@dataclass(frozen=True)
class Toast:
    """What a toast says. `undo_url` takes a POST and belongs together with `undo_label`."""

    text: str
    kind: str = "done"
    undo_url: str = ""
    undo_label: str = ""


def toast(request: HttpRequest, text: str, *, undo_url: str = "", undo_label: str = "", kind: str = "done") -> None:
    """Show `text` to the user on this answer, or on the next page when this answer is a redirect."""
    extra = json.dumps({"undo_url": undo_url, "undo_label": str(undo_label)}) if undo_url else ""
    messages.add_message(request, LEVELS[kind], str(text), extra_tags=extra, fail_silently=True)


def done(request: HttpRequest, text: str) -> None:
    """Say what this request has just done, and offer to take it back if a room knows how."""
    undo_url, undo_label = next((undo for offer in undo_offers if (undo := offer(request))), ("", ""))
    toast(request, text, undo_url=undo_url, undo_label=undo_label)


def taken(request: HttpRequest) -> list[Toast]:
    """The toasts that wait for this user; they are shown once, so asking takes them."""
    found = []
    for message in messages.get_messages(request):
        extra = json.loads(message.extra_tags) if (message.extra_tags or "").startswith("{") else {}
        kind = "error" if message.level >= messages.WARNING else "done"
        found.append(Toast(str(message.message), kind, extra.get("undo_url", ""), extra.get("undo_label", "")))
    return found


def send_along(request: HttpRequest, response: HttpResponse) -> None:
    """Put the waiting toasts into an htmx answer, unless it loads another page or has a toast of its own."""
    leads_away = any(header in response for header in ("HX-Redirect", "HX-Refresh", "HX-Location"))
    if leads_away or "filon:toast" in response.get("HX-Trigger", ""):
        return
    waiting = taken(request)
    if waiting:
        trigger_client_event(response, "filon:toast", {"toasts": [asdict(toast) for toast in waiting]})
