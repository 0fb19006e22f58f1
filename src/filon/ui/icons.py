"""The icons of the house, as references into one sprite."""

from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

ICONS = frozenset((Path(__file__).parent / "icons.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1024)
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """An icon of the sprite. With a `label` a screen reader says it; without, it is decoration."""
    if name not in ICONS:
        raise LookupError(f"no icon {name!r}: add it to ui/icons.txt and build the front end")
    classes = f"ti {css}".strip()
    sprite = static("ui/dist/sprite.svg")
    if label:
        pattern = '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"></use></svg>'
        return format_html(pattern, classes, label, sprite, name)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>', classes, sprite, name)
