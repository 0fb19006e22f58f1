"""What is new in a reply: the text above the quoted history.

The languages' words follow mail clients (Gmail, Apple Mail, Outlook, Thunderbird) as people here and around meet them.
Every test looks at one line, or a few, so that a hostile text costs no more than a friendly one.
"""

import re

_WROTE = re.compile(
    r"\b(wrote|a scris|a écrit|ha scritto|escribió|escreveu|napisał(\(a\))?|napsal\(a\)|írta|написа(л|ла)?|写道"
    r"|(schrieb|schreef|skrev)\b[^:]{0,100})\s*[:：]?\s*$",
    re.IGNORECASE,
)
_WROTE_START = re.compile(
    r"^(on|în|in|pe|la|am|le|il|el|em|dnia|dne|op|den|\d{1,4}[./-]|joi|luni|marți|miercuri|vineri|sâmbătă|duminică"
    r"|lun\.|mar\.|mie\.|vin\.|sâm\.|dum\.|lu|ma|mi|jo|vi|sb|du)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^[*_ ]*(from|sent|date|to|cc|subject|de la|trimis|data|către|catre|subiect|de|envoyé|à|objet|von|gesendet|an"
    r"|betreff|da|inviato|oggetto|enviado|para|asunto)[*_ ]*\s?:",
    re.IGNORECASE,
)
_FIRST_FIELD = re.compile(r"^[*_ ]*(from|de la|de|von|da|expeditor|date|data)[*_ ]*\s?:", re.IGNORECASE)
_DIVIDER = re.compile(
    r"^\s*(-{2,}|_{2,})\s*(original message|forwarded message|mesaj(ul)? (original|inițial|initial|redirecționat"
    r"|redirectionat)|ursprüngliche nachricht|message d'origine|messaggio originale)\s*(-{2,}|_{2,})?\s*$",
    re.IGNORECASE,
)
_OUTLOOK_LINE = re.compile(r"^\s*_{20,}\s*$")
_ATTRIBUTION_LINES = 4
_LONGEST_LINE = 500
_LONGEST_TEXT = 200_000


def without_history(text: str) -> str:
    """`text` up to the first quoted message; the whole text when nothing stands above it, as in a forwarded mail."""
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT]
    lines = text.split("\n")
    for position in range(len(lines)):
        if _history_starts(lines, position):
            kept = "\n".join(lines[:position]).strip()
            return kept or text.strip()
    return _without_trailing_quote(lines).strip() or text.strip()


def _history_starts(lines: list[str], position: int) -> bool:
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
    if not _WROTE_START.match(lines[position].strip()) and "@" not in lines[position]:
        return False
    for length in range(1, _ATTRIBUTION_LINES + 1):
        joined = " ".join(line.strip() for line in lines[position : position + length])[:_LONGEST_LINE]
        if _WROTE.search(joined):
            return any(character.isdigit() or character == "@" for character in joined)
        if not lines[position + length - 1 : position + length] or not lines[position + length - 1].strip():
            return False
    return False


def _without_trailing_quote(lines: list[str]) -> str:
    """The lines without the block of quoted ones at the very end; quotes answered in between stay."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(">")):
        end -= 1
    return "\n".join(lines[:end])
