"""Countries by the names that registers use, in English and Romanian."""

from functools import lru_cache

from babel import Locale

from filon.core.normalising import folded


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("ro", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[folded(name)] = code
    return found | {"england": "GB", "scotland": "GB", "wales": "GB", "usa": "US", "united states": "US", "uk": "GB"}


def country_code(text: str) -> str:
    """The ISO code of a country by its code or name; "" when we do not know it."""
    bare = text.strip()
    if len(bare) == 2 and bare.isalpha():
        return bare.upper()
    return _names().get(folded(bare), "")
