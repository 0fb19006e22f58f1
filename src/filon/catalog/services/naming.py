"""Texts in two languages, as people type them."""

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.core.normalising import comma_below


def clean_texts(texts: dict[str, str], *, required: bool = False, field: str = "name_ro") -> dict[str, str]:
    """`texts` by language without the empty ones; DomainError when none is left of a required one."""
    cleaned = {language: comma_below(text).strip() for language, text in texts.items() if text.strip()}
    if required and not cleaned:
        raise DomainError(_("Write a name."), field=field)
    return cleaned
