"""Text made comparable: without case, diacritics, or the many ways of writing one address."""

import re
import unicodedata
from email.utils import getaddresses

from filon.core.domains import ascii_domain

_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")
_SPACES = re.compile(r"\s+")
# Romanian puts each marked letter right after its plain one.
_ROMANIAN_ORDER = {"ă": "a\x7e", "â": "a\x7f", "î": "i\x7e", "ș": "s\x7e", "ț": "t\x7e"}


def comma_below(text: str) -> str:
    """Replace ş and ţ, which old code pages write with a cedilla, by the Romanian ș and ț."""
    return text.translate(_CEDILLAS)


def folded(text: str) -> str:
    """`text` for searching: no case, no diacritics, single spaces. „Mureșan” becomes `muresan`."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SPACES.sub(" ", plain).strip()


def sort_key(text: str, length: int = 64) -> str:
    """`text` for ordering as Romanian does, with plain comparison on any engine (collation C)."""
    composed = unicodedata.normalize("NFC", comma_below(text).casefold())
    key = "".join(_ROMANIAN_ORDER.get(letter) or _plain(letter) for letter in composed)
    return _SPACES.sub(" ", key).strip()[:length]


def _plain(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def normalised_email(text: str) -> str:
    """The first e-mail address in `text`, ready for comparing, or "" if there is none.

    The domain is in the form that the name service knows, and the local part in lower case when it is plain ASCII, as
    mail servers in practice take it.
    """
    for _name, address in getaddresses([text.replace("\n", " ").replace("\r", " ")]):
        local, at, domain = address.strip().rpartition("@")
        if at and local and domain:
            return f"{local.lower() if local.isascii() else local}@{ascii_domain(domain)}"
    return ""
