"""The palette in the header of every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from filon.search.registry import quick_keys


def palette_panel(_request: HttpRequest, _subject: Any) -> dict[str, Any]:
    """The button, the dialog, and the pages that `g` and a letter go to."""
    return {"goto": [{"key": key.letter, "label": str(key.label), "url": _url(key.url_name)} for key in quick_keys]}


def _url(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch as error:
        raise LookupError(f"the quick key's page {url_name!r} does not exist") from error
