"""A guard for HTML parsers: on elements nested very deep they take quadratic time (100,000 `<div>`: 20 s)."""

import re

MAX_NESTING = 400
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_ANY_TAG = re.compile(r"<[^<>]*>?")
# These close one another, or hold nothing, so that many in a row are not nested.
_FLAT = {
    "p", "li", "td", "th", "tr", "dd", "dt", "option", "br", "img", "hr", "input", "meta", "link", "col", "area",
    "base", "wbr", "source", "thead", "tbody", "tfoot", "param", "embed", "html", "head", "body",
}  # fmt: skip


def shallow(html: str) -> str:
    """`html` as it is, or only its text when elements are nested more than 400 deep."""
    depth = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_NESTING:
            return _ANY_TAG.sub(" ", html)
    return html
