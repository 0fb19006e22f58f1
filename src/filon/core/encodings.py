"""Which encoding a text of unknown origin is in, found out from its bytes."""

import codecs
import re
from typing import IO

_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_PIECE = 1 << 20
_MARKED = re.compile("[\u0080-\ufffc]")


def encoding_of(stream: IO[bytes]) -> str:
    """`utf-8`, `utf-16`, `cp1250` or `iso-8859-2`; "" when the bytes are no text.

    Reads as far as the first letters beyond ASCII, which tell. A few stray bytes do not make another page of a UTF-8
    text: whoever reads it replaces them.
    """
    piece = stream.read(_PIECE)
    for bom, name in _BOMS.items():
        if piece.startswith(bom):
            return name
    if piece.count(0) > len(piece) // 4:
        return "utf-16-le" if piece[1::2].count(0) > piece[::2].count(0) else "utf-16-be"
    if b"\0" in piece:
        return ""
    while piece.isascii() and piece:
        piece = stream.read(_PIECE)
    whole_lines = piece[: piece.rfind(b"\n") + 1 or None].decode("utf-8", "replace")
    if whole_lines.count("\ufffd") <= len(_MARKED.findall(whole_lines)):
        return "utf-8"
    # Letters are at the same places in both, except a few; only Windows has quotation marks and dashes at 80 to 9F.
    return "cp1250" if any(0x80 <= byte <= 0x9F for byte in piece) else "iso-8859-2"
