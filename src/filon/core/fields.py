"""Model fields that several rooms use."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language


def translated(texts: dict[str, str] | str) -> str:
    """The text in the active language, else in the installation's, else whichever there is."""
    if isinstance(texts, str):
        return texts
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return texts.get(language) or texts.get(settings.LANGUAGE_CODE) or next(iter(texts.values()), "")


class TranslatedTextField(models.JSONField[dict[str, str], dict[str, str]]):
    """A short text that people read, as `{"ro": …, "en": …}`. Show it with `translated`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)
