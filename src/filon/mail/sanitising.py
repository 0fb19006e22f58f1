"""Mail's HTML made harmless, for showing in a sandboxed frame."""

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import quote, unquote

import nh3

from filon.mail.parsing.nesting import shallow

_TEXT = {
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "center", "cite", "code", "dd", "del", "details", "dfn", "div",
    "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol",
    "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "summary", "sup", "time", "tt", "u", "ul",
    "var", "wbr",
}  # fmt: skip
_TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_SILENT = {"script", "style", "title", "noscript", "svg", "math", "template", "iframe", "object"}
_ATTRIBUTES = {
    "*": {"dir", "lang", "title", "align", "valign", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "font": {"color", "face", "size"},
    "table": {"border", "cellpadding", "cellspacing", "width", "bgcolor"},
    "td": {"colspan", "rowspan", "width", "height", "bgcolor"},
    "th": {"colspan", "rowspan", "width", "height", "bgcolor"},
    "tr": {"bgcolor", "height"},
    "col": {"span", "width"},
    "ol": {"start", "type"},
}
_STYLES = {
    "background-color", "border", "border-bottom", "border-collapse", "border-left", "border-right", "border-top",
    "color", "font-family", "font-size", "font-style", "font-weight", "line-height", "margin", "margin-bottom",
    "margin-left", "margin-right", "margin-top", "max-width", "padding", "padding-bottom", "padding-left",
    "padding-right", "padding-top", "text-align", "text-decoration", "vertical-align", "white-space", "width",
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel"}
# A relative address would point into our own pages, so the ones that are ours wait behind a mark until the end.
_OURS = "https://filon.invalid/"
BLOCKED = "data-blocked-src"
# Every tag is met from its start, because the value of an attribute may hold something that looks like another tag.
_TAG = re.compile(r'<[a-z0-9]+((?: [^\s="<>]+="[^"]*")*)>')
_SOURCE = re.compile(r'(?:^|(?<=")) src="([^"]*)"')


def sanitised(html: str, cid_urls: Mapping[str, str] | None = None, *, shows_remote: bool = False) -> str:
    """`html` without anything that runs, loads or leads astray.

    `cid_urls` maps the Content-Ids of a message's pictures to their addresses on our server. A picture from elsewhere
    would tell its sender that the message is being read: unless `shows_remote`, its address waits in
    `data-blocked-src`. Links open in a new window and tell nothing about us.
    """
    urls = {key.lower(): value for key, value in (cid_urls or {}).items()}

    def attribute(element: str, name: str, value: str) -> str | None:
        if name == "style" and ("url(" in value.lower() or "expression" in value.lower() or "\\" in value):
            return None
        if (element, name) != ("img", "src"):
            return value
        if value.lower().startswith("cid:"):
            key = unquote(value[4:]).strip("<> ").lower()
            return _OURS + quote(key, safe="") if key in urls else None
        return value if value.lower().startswith(("https:", "http:")) and not value.startswith(_OURS) else None

    clean = nh3.clean(
        shallow(html),
        tags=_TEXT | _TABLES,
        clean_content_tags=_SILENT,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        filter_style_properties=_STYLES,
        url_schemes=_SCHEMES | {"cid"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}, "img": {"loading": "lazy"}},
    )
    return _with_pictures(clean, urls, shows_remote=shows_remote)


def has_blocked_pictures(sanitised_html: str) -> bool:
    """Whether pictures of this sanitised HTML wait until somebody asks for them."""
    return f' {BLOCKED}="http' in sanitised_html


def _with_pictures(clean: str, urls: Mapping[str, str], *, shows_remote: bool) -> str:
    """Put our own addresses in their places, and move the others aside. `clean` has well-formed tags only."""

    def tag(match: re.Match[str]) -> str:
        source = _SOURCE.search(match[1])
        if not source:
            return match[0]
        value = source[1]
        if value.startswith(_OURS):
            own = escape(urls[unquote(unescape(value.removeprefix(_OURS)))])
            return match[0].replace(source[0], f' src="{own}"', 1)
        return match[0] if shows_remote else match[0].replace(source[0], f' {BLOCKED}="{value}"', 1)

    return _TAG.sub(lambda match: tag(match) if match[0].startswith("<img ") else match[0], clean)
