"""From bytes to text, whatever the label says."""

import codecs
import re

from charset_normalizer import from_bytes

from filon.core.normalising import comma_below

_ALIASES = {
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "windows-874": "cp874",
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "gb2312": "gb18030",
    "unicode-1-1-utf-7": "utf-7",
    "x-unknown": "",
    "unknown-8bit": "",
    "default": "",
    # A label of plain ASCII or Latin-1 is what careless programs write by default, and cp1252 reads both.
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
}
_CODES_THAT_ARE_NO_CHARSET = {"undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_TURKISH = re.compile("[ıİğĞ]")
_DETECTED_BYTES = 32_768


def text_from(content: bytes, charset: str = "") -> str:
    """`content` as text: by its declared charset, else UTF-8, else as detected, else cp1252 with replacements.

    NUL and lone surrogates, which no database takes, are left out; the cedillas of old Romanian code pages become
    commas, unless the text is Turkish, where they are right.
    """
    text = _decoded(content, _codec(charset))
    text = _UNSAFE.sub("", text).removeprefix("\ufeff")
    return text if _TURKISH.search(text) else comma_below(text)


def _codec(charset: str) -> str:
    label = charset.strip().strip("'\"").lower()
    label = _ALIASES.get(label, label)
    try:
        name = codecs.lookup(label).name if label else ""
        return "" if name.replace("-", "_") in _CODES_THAT_ARE_NO_CHARSET else name
    except (LookupError, ValueError, UnicodeError):
        return ""


def _decoded(content: bytes, codec: str) -> str:
    if content.isascii() and codec in ("", "ascii", "utf-8", "cp1252"):
        return content.decode("ascii")
    for name in dict.fromkeys(("utf-8", codec) if codec in ("", "ascii", "cp1252") else (codec, "utf-8")):
        try:
            return content.decode(name) if name else _detected(content)
        except (LookupError, ValueError):
            continue
    return _mostly(content, codec)


def _mostly(content: bytes, codec: str) -> str:
    """The declared charset although some bytes do not fit, when they are few; else what the bytes look like."""
    if codec and codec != "ascii":
        try:
            text = content.decode(codec, "replace")
        except (LookupError, ValueError):
            text = "\ufffd"
        if text.count("\ufffd") * 50 <= len(text):
            return text
    return _detected(content)


def _detected(content: bytes) -> str:
    best = from_bytes(content[:_DETECTED_BYTES]).best()
    codec = best.encoding if best else "cp1252"
    return content.decode(codec, "replace")
