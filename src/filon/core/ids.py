"""Ids of rows as addresses and forms bring them: text that anybody may have written."""

from collections.abc import Iterable

LONGEST = 18
"""As many digits surely fit into what the database holds."""


def id_of(text: str) -> int | None:
    """The id that `text` is; None when it is none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None


def ids_of(texts: Iterable[str]) -> list[int]:
    """The ids among `texts`, in their order; what is none is left out."""
    return [found for text in texts if (found := id_of(text)) is not None]
