"""What a combobox gets for what was typed: matches, each with the reason why it matches, and an offer to create."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.http import JsonResponse

LEAST_LETTERS = 3


@dataclass(frozen=True)
class Match:
    """One line: the value to choose, what it is called, and why it is here (a telephone number, a town, an e-mail)."""

    value: int | str
    label: str
    reason: str = ""
    is_company: bool = False


def matches(found: Iterable[Match], *, create: str = "") -> JsonResponse:
    """The answer to a combobox. `create` is the last line, such as „Creează «Ionescu»”, or "" for none."""
    return JsonResponse({"matches": [asdict(match) for match in found], "create": create})
