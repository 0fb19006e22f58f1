"""Texts in both languages: a field for each."""

from typing import Any

LANGUAGES = ("ro", "en")


def texts(cleaned: dict[str, Any], name: str) -> dict[str, str]:
    """The text in each language of the fields `<name>_ro` and `<name>_en`."""
    return {language: cleaned[f"{name}_{language}"] for language in LANGUAGES}


def spread(name: str, found: dict[str, str]) -> dict[str, str]:
    """The initial values of the fields `<name>_ro` and `<name>_en`."""
    return {f"{name}_{language}": found.get(language, "") for language in LANGUAGES}
