"""Toasts that offer to undo what a request has just done."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from filon.history.choices import Kind
from filon.history.services.recording import current
from filon.ui.toasts import toast


def undo_toast(request: HttpRequest, text: str, undo_label: str) -> None:
    """Say `text`, and offer `undo_label` („Anulează mutarea”) if the request has changed something."""
    url = _undo_url()
    toast(request, text, undo_url=url, undo_label=undo_label if url else "")


def undo_offer(_request: HttpRequest) -> tuple[str, str] | None:
    """What a toast offers when nobody has thought of better words."""
    url = _undo_url()
    return (url, _("Undo the change")) if url else None


def _undo_url() -> str:
    open_set = current()
    if open_set is None or open_set.id is None or open_set.kind == Kind.UNDO:
        return ""
    return reverse("history:undo", args=[open_set.id])
