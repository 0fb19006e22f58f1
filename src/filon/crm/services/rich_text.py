"""Internal notes: a little formatting, kept as HTML that has been cleaned.

People write in an editable area of the page with four buttons; the page sends its HTML and this is the one gate.
Markdown would show signs to people who never asked for them, and an editor library weighs more than the whole board.
"""

import re

import nh3

_TAGS = {"p", "br", "div", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "a", "h3", "blockquote"}
_BLANK = re.compile(r"(<(p|div|br)\s*/?>|</(p|div)>|&nbsp;|\s)*")


def clean_html(text: str) -> str:
    """`text` with nothing but simple formatting and safe links; an editor that looks empty gives ""."""
    cleaned = nh3.clean(
        text,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    ).strip()
    return "" if _BLANK.fullmatch(cleaned) else cleaned
