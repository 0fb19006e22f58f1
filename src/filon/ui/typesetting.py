"""Documents as PDF, set by Typst: data in, bytes out, without a system library or a font of the system.

A layout is a `.typ` file that reads its data as JSON. What people typed is only ever data, so it is never read as
markup, whatever stands in it.
"""

import json
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typst import Compiler, Fonts, TypstError

FONTS = Path(__file__).parent / "static" / "ui" / "dist" / "print"
"""Inter, put there by the build of the front end; without it, Typst's own Libertinus is used."""
LONGEST_WORD = 24
SOFT_BREAK = "\N{ZERO WIDTH SPACE}"
PICTURE = b"#set page(width: 40pt, height: 40pt)\n#image(bytes(json(bytes(sys.inputs.data))), width: 20pt)"

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_own = threading.local()


def typeset(layout: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of `data`, plain JSON values, in `layout`."""
    made = _compiler(layout).compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(made, bytes)
    return made


def is_printable_picture(content: bytes) -> bool:
    """Whether a document can carry this PNG or JPEG."""
    try:
        Compiler(PICTURE, ignore_system_fonts=True).compile(
            format="pdf", sys_inputs={"data": json.dumps(picture_data(content))}
        )
    except TypstError:
        return False
    return True


def picture_data(content: bytes) -> list[int] | None:
    """The bytes of a picture as data of a document; None for none."""
    return list(content) or None


def breakable(text: str) -> str:
    """The text with places where its longest words may be broken, so that a cell of a table holds them."""
    return _LONG_WORD.sub(_broken, text)


def _broken(word: re.Match[str]) -> str:
    letters = word[0]
    return SOFT_BREAK.join(letters[at : at + LONGEST_WORD] for at in range(0, len(letters), LONGEST_WORD))


def _compiler(layout: Path) -> Compiler:
    """The compiler of this thread for `layout`; keeping it spares reading the fonts again."""
    compilers: dict[Path, Compiler] = _own.__dict__.setdefault("compilers", {})
    if layout not in compilers:
        fonts = Fonts(include_system_fonts=False, font_paths=[str(FONTS)] if FONTS.is_dir() else [])
        compilers[layout] = Compiler(str(layout), font_paths=fonts)
    return compilers[layout]
