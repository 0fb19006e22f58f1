"""Why a message of ours waits, failed or came back: kept as msgids, for its readers speak different languages."""

from collections.abc import Iterable
from typing import TypedDict

from django.utils.translation import gettext


class Reason(TypedDict):
    """One line: an English msgid and its values, after the address that it is about; or others' words as they came."""

    text: str
    values: dict[str, str | int]
    about: str
    is_told: bool


def said(text: str, about: str = "", /, **values: str | int) -> Reason:
    """A reason of our own. `text` is marked with `gettext_noop`; `about` is the address of one recipient."""
    return Reason(text=text, values=values, about=about, is_told=False)


def as_told(text: str) -> Reason:
    """What another mail server said, in its words."""
    return Reason(text=text, values={}, about="", is_told=True)


def read(reasons: Iterable[Reason]) -> str:
    """The reasons in the active language, a line each."""
    return "\n".join(_line(reason) for reason in reasons)


def _line(reason: Reason) -> str:
    text, about = reason["text"], reason["about"]
    line = text if reason["is_told"] else gettext(text) % reason["values"]
    return f"{about}: {line}" if about else line
