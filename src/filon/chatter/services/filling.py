"""Filling placeholders: `{contact.name}`, or `{contact.name|dear customer}` with what stands there when it is empty.

Nothing else means anything: no expressions, no attributes, no calls. `{{` and `}}` are braces themselves.
"""

import re
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError

_PARTS = re.compile(r"\{\{|\}\}|\{\s*([a-z_]+(?:\.[a-z_]+)*)\s*(?:\|([^{}]*))?\}|[{}]")


def names_in(text: str) -> list[str]:
    """The placeholders of `text`, each once, in their order. DomainError for a brace that belongs to none."""
    found = {}
    for part in _PARTS.finditer(text):
        if part[1]:
            found[part[1]] = True
        elif part[0] in "{}":
            raise DomainError(
                _("A brace stands alone at “%(text)s”. Write {{ or }} for a brace.")
                % {"text": text[max(part.start() - 5, 0) : part.start() + 25]}
            )
    return list(found)


def check(text: str, known: Collection[str]) -> None:
    """DomainError unless every placeholder of `text` is `known`."""
    for name in names_in(text):
        if name not in known:
            raise DomainError(
                _("{%(name)s} is no placeholder here. Known are: %(known)s.")
                % {"name": name, "known": ", ".join(f"{{{each}}}" for each in known)}
            )


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with every placeholder replaced; one without a value says what stands behind its bar, else nothing."""
    check(text, values.keys())

    def replaced(part: re.Match[str]) -> str:
        if part[1]:
            return values[part[1]].strip() or (part[2] or "").strip()
        return part[0][0]

    return _PARTS.sub(replaced, text)
