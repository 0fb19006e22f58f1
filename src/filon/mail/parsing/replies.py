"""What is new in a reply: the text above the quoted history, and whether a message was passed on.

Every test looks at one line, or a few, so that a hostile text costs no more than a friendly one.
"""

import re

from filon.mail.parsing import languages

_WROTE = re.compile(
    rf"(?<!-)\b({languages.WROTE})\s*[:：]?\s*$|(?<!-)\b({languages.WROTE_WITHIN})\b.{{0,120}}:\s*$", re.IGNORECASE
)
_WROTE_START = re.compile(rf"^({languages.STARTS}|\d{{1,4}}[./-])(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
# „чт, 26 нояб. 2026 г. в 10:15, Ana Pop <ana@x.ro>:” has no verb; so has no other language's line with all of this.
_ADDRESS_AND_TIME = re.compile(r"\b20\d\d\b.{0,40}\d{1,2}[:.]\d{2}.{0,200}[<(][^<>()\s]+@[^<>()\s]+[>)]\s*:\s*$")
_FIELD = re.compile(rf"^[*_ ]*({languages.FIELDS})[*_ ]*\s?:", re.IGNORECASE)
_FIRST_FIELD = re.compile(rf"^[*_ ]*({languages.FIRST_FIELDS})[*_ ]*\s?:", re.IGNORECASE)
_DASHES = r"\s*(-{2,}|_{2,})?\s*"
_DIVIDER = re.compile(rf"^\s*(-{{2,}}|_{{2,}})\s*({languages.ORIGINAL}|{languages.FORWARDED}){_DASHES}$", re.IGNORECASE)
_FORWARDED = re.compile(rf"^{_DASHES}({languages.FORWARDED})\s*:?{_DASHES}$", re.IGNORECASE)
_OUTLOOK_LINE = re.compile(r"^\s*_{20,}\s*$")
_ATTRIBUTION_LINES = 4
_LONGEST_ATTRIBUTION = 120
_LONGEST_LINE = 500
_LONGEST_TEXT = 200_000


def without_history(text: str, *, is_passed_on: bool = False) -> str:
    """`text` up to the first quoted message; the whole text when nothing stands above it.

    What was passed on (`is_passed_on`, or under a line that says so) is what its sender wants to be read, so it stays.
    """
    lines = text[:_LONGEST_TEXT].split("\n")
    for position in range(len(lines)):
        if _FORWARDED.match(lines[position].strip()[:_LONGEST_LINE]):
            return "\n".join(lines).strip()
        if not is_passed_on and history_starts(lines, position):
            kept = "\n".join(lines[:position]).strip()
            return kept or text[:_LONGEST_TEXT].strip()
    return _without_trailing_quote(lines).strip() or text.strip()


def says_passed_on(line: str) -> bool:
    """Whether the line announces a message that was passed on."""
    return bool(_FORWARDED.match(line.strip()[:_LONGEST_LINE]))


def history_starts(lines: list[str], position: int) -> bool:
    """Whether an earlier message begins at this line."""
    line = lines[position].strip()
    if not line or len(line) > _LONGEST_LINE:
        return False
    if _DIVIDER.match(line):
        return True
    if _OUTLOOK_LINE.match(line):
        return any(_FIRST_FIELD.match(later) for later in lines[position + 1 : position + 4])
    if _FIRST_FIELD.match(line):
        following = [later for later in lines[position + 1 : position + 8] if later.strip()][:3]
        return sum(1 for later in following if _FIELD.match(later)) >= 2
    return _is_attribution(lines, position)


def _is_attribution(lines: list[str], position: int) -> bool:
    """Whether „În joi, 26 nov. 2026, Ana Pop <ana@x.ro> a scris:” starts here, perhaps broken over a few lines."""
    first = lines[position].strip()
    if not _WROTE_START.match(first) and "@" not in first and not _YEAR.search(first):
        return False
    for length in range(1, _ATTRIBUTION_LINES + 1):
        joined = " ".join(line.strip() for line in lines[position : position + length])[:_LONGEST_LINE]
        if _WROTE.search(joined) or _ADDRESS_AND_TIME.search(joined):
            return any(character.isdigit() or character == "@" for character in joined)
        if not lines[position + length - 1 : position + length] or not lines[position + length - 1].strip():
            return False
    return False


def _without_trailing_quote(lines: list[str]) -> str:
    """The lines without the block of quoted ones at the very end, and without „Ana a scris:” right above it.

    Quotes answered in between stay.
    """
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(">")):
        end -= 1
    is_quoted = any(line.lstrip().startswith(">") for line in lines[end:])
    if end and is_quoted and len(lines[end - 1]) <= _LONGEST_ATTRIBUTION and _WROTE.search(lines[end - 1].strip()):
        end -= 1
    return "\n".join(lines[:end])
