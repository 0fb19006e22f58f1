"""How much two names look like one name written twice. Nothing here reads the database."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from filon.contacts.services.legal_forms import FORMS, parted, telling, without_dots
from filon.core.normalising import folded

SHOWN = 85
"""From this likeness on two names are shown as perhaps one: measured on the labelled pairs of the tests."""

_TITLES = frozenset(
    [
        "dl",
        "dna",
        "dra",
        "domnul",
        "doamna",
        "domnisoara",
        "dr",
        "ing",
        "av",
        "arh",
        "ec",
        "prof",
        "mr",
        "mrs",
        "ms",
        "miss",
        "herr",
        "frau",
        "mme",
    ]
)
_GERMAN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "&": " "})
_INNER_I = re.compile(r"(?<=\w)[îÎ](?=\w)")
_NOT_WORD = re.compile(r"[^\w\s]+|_")
_SHORTEST_MISTYPED = 6
_SAME_WORDS = {"grup": "group", "coop": "cooperativa", "intl": "international", "asoc": "asociatia"}


@dataclass(frozen=True)
class NameParts:
    """A name made comparable: its telling words in order, and the legal form of a company."""

    words: tuple[str, ...]
    form: str

    @property
    def ordered(self) -> tuple[str, ...]:
        """The words in one order, whichever they were written in."""
        return tuple(sorted(self.words))

    @property
    def joined(self) -> str:
        """All in one: „Mob Expert” and „Mobexpert” are the same."""
        return "".join(self.words)


@lru_cache(maxsize=65536)
def parts_of(name: str, is_company: bool) -> NameParts:
    """The comparable parts of a company's or a person's name."""
    if not name.isascii():
        name = _INNER_I.sub("â", name).replace("’", "")
    text = folded(name).translate(_GERMAN).replace("'", "")
    words = _NOT_WORD.sub(" ", without_dots(text.replace("srl-d", "srl"))).split()
    form = ""
    if is_company:
        words = [_SAME_WORDS.get(word, word) for word in words]
        words, form = parted(telling(words))
    else:
        words = [word for word in words if word not in _TITLES] or words
    return NameParts(tuple(words), form)


def likeness(left: NameParts, right: NameParts, *, are_companies: bool) -> int:
    """0 to 100. From `SHOWN` on the names may be one: order, spaces, diacritics or one slip of the pen apart."""
    if are_companies and left.form and right.form and left.form != right.form:
        return 0
    if not left.words or not right.words:
        return 0
    if left.ordered == right.ordered:
        return 100
    if _numbers(left) != _numbers(right):
        return 0
    if left.joined == right.joined or "".join(left.ordered) == "".join(right.ordered):
        return 97
    if not are_companies and _same_but_initials(left, right):
        return 92
    return _mistyped(left, right, are_companies)


def names_alike(left: str, right: str, *, are_companies: bool) -> bool:
    """Whether the two names are shown as perhaps one."""
    parts = parts_of(left, are_companies), parts_of(right, are_companies)
    return likeness(*parts, are_companies=are_companies) >= SHOWN


def _numbers(name: NameParts) -> list[str]:
    """What tells „Farmacia 1” from „Farmacia 2” is never a slip of the pen."""
    return sorted(word for word in name.words if any(letter.isdigit() for letter in word))


def _same_but_initials(left: NameParts, right: NameParts) -> bool:
    """„Ion V. Popescu” is „Ion Popescu”, but not „Ion M. Popescu”."""
    initials = [{word for word in name.words if len(word) == 1} for name in (left, right)]
    if all(initials) and initials[0] != initials[1]:
        return False
    whole = [sorted(word for word in name.words if len(word) > 1) for name in (left, right)]
    return len(whole[0]) > 1 and whole[0] == whole[1]


def _mistyped(left: NameParts, right: NameParts, are_companies: bool) -> int:
    """One letter too many, too few, wrong or swapped, in one long word, and not where another word begins or ends.

    A changed first letter, or ending (Marian, Marina; Andrei, Andreea), makes another word of it.
    """
    odd = sorted(set(left.words) - set(right.words)), sorted(set(right.words) - set(left.words))
    if len(left.words) != len(right.words) or len(odd[0]) != 1 or len(odd[1]) != 1:
        return 0
    one, other = odd[0][0], odd[1][0]
    if min(len(one), len(other)) < _SHORTEST_MISTYPED or one[0] != other[0] or OSA.distance(one, other) != 1:
        return 0
    if f"{one} {other}".isdecimal() or one in FORMS or other in FORMS:
        return 0
    return 90 if _is_slip(one, other, are_companies) else 70


def _is_slip(one: str, other: str, are_companies: bool) -> bool:
    """Whether the difference looks like a slip: a letter dropped, doubled or swapped inside, not one put for another.

    A vowel for a vowel is mostly another word (Prima, Prime), and so is any other end.
    """
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:  # one is the other and a letter more
        longer = max(one, other, key=len)
        return are_companies and (longer[-1] == longer[-2] or longer[-1] == "s")
    end = min(len(one), len(other)) - start
    if len(one) == len(other):
        swapped = one[start : start + 2] == other[start : start + 2][::-1]
        return swapped and (are_companies or end > 2) and len(one) >= _SHORTEST_MISTYPED
    longer, shorter = sorted((one, other), key=len, reverse=True)
    is_doubled = start > 0 and longer[start] == longer[start - 1]
    return is_doubled or (len(shorter) >= _SHORTEST_MISTYPED and end > 1 and longer[start] not in "aeiou")
