"""The signature below a message: kept, but told apart from what was said."""

import re

from filon.mail.parsing import languages

_DELIMITER = re.compile(r"^-- ?$")
_MOBILE = re.compile(rf"^({languages.MOBILE})$", re.IGNORECASE)
_GREETING = re.compile(rf"^({languages.GREETINGS})[\s,.!]*$", re.IGNORECASE)
_CONTACT = re.compile(r"@|www\.|https?://|(\d[\s./()-]*){7,}", re.IGNORECASE)
MOST_LINES = 20
FEWEST_LINES = 3


def split_signature(text: str) -> tuple[str, str]:
    """`text` without its signature, and the signature, or "" where none is told apart.

    It begins at „-- ” (RFC 3676), at what telephones write by themselves, or below the name that follows a greeting
    such as „Cu stimă,”, when at least three lines stand there and one holds a number or an address.
    """
    lines = text.rstrip().split("\n")
    start = _start(lines)
    if start is None:
        return text, ""
    kept = "\n".join(lines[:start]).rstrip()
    return (kept, "\n".join(lines[start:]).strip()) if kept.strip() else (text, "")


def _start(lines: list[str]) -> int | None:
    """The line at which the signature begins."""
    for position in range(max(0, len(lines) - MOST_LINES), len(lines)):
        line = lines[position].rstrip("\r")
        if _DELIMITER.match(line) or (len(line) < 80 and _MOBILE.match(line.strip())):
            return position
        if len(line) < 60 and _GREETING.match(line.strip()):
            below = _below_name(lines, position)
            if below is not None:
                return below
    return None


def _below_name(lines: list[str], greeting: int) -> int | None:
    """The line after the name under a greeting, when what follows looks like a signature."""
    name = next((place for place in range(greeting + 1, len(lines)) if lines[place].strip()), None)
    if name is None:
        return None
    rest = [line for line in lines[name + 1 :] if line.strip()]
    if len(rest) < FEWEST_LINES - 1 or len(lines[name].strip()) > 60 or not any(_CONTACT.search(one) for one in rest):
        return None
    return name + 1 if all(len(line) < 200 for line in rest) else None
