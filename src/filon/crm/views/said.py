"""Saying what has just been done, with undo."""

from django.http import HttpRequest

from filon.ui.toasts import toast


def said(request: HttpRequest, text: str, undo: str) -> None:
    """A toast that says `text` and offers `undo`, such as „Anulează mutarea”."""
    toast(request, text, undo_label=undo)
