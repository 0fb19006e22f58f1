"""Plain text out of HTML."""

import re
from html.parser import HTMLParser

import nh3

from filon.mail.parsing.nesting import shallow

_BLOCKS = {"p", "div", "tr", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"}
_SILENT = {"script", "style", "title"}
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0]+")
_MANY_BREAKS = re.compile(r"\n{3,}")


class _TextMaker(HTMLParser):
    """Collects what a reader would see, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._quotes = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag == "br":
            self._break()
        elif tag == "li":
            self._block()
            self.pieces.append("- ")
        elif tag in _BLOCKS:
            self._block()
        if tag == "blockquote":
            self._quotes += 1
            self.pieces.append("> ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote" and self._quotes:
            self._quotes -= 1
        if tag in _BLOCKS:
            self._block()

    def handle_data(self, data: str) -> None:
        self.pieces.append(_SPACES.sub(" ", data))

    def _block(self) -> None:
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self._break()

    def _break(self) -> None:
        self.pieces.append("\n" + "> " * min(self._quotes, 5))


def text_of(html: str) -> str:
    """What a reader of `html` would see, as plain text; a quoted block's lines begin with ">".

    The HTML is put in order first: on broken HTML the standard parser can take quadratic time.
    """
    maker = _TextMaker()
    tags = _BLOCKS | {"br", "li"}
    maker.feed(nh3.clean(shallow(html), tags=tags, attributes={}, clean_content_tags=_SILENT, link_rel=None))
    maker.close()
    lines = (line.strip() for line in "".join(maker.pieces).split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()
