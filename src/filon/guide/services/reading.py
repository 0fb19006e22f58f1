"""The files of the guide as pages: Markdown without HTML, headings that can be linked to, pictures, a search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from filon.core.normalising import folded
from filon.guide.contents import CHAPTERS

PAGES = Path(__file__).resolve().parent.parent / "pages"
_CHAPTER = re.compile(r"([a-z-]+)\.md(#[\w-]*)?")
_AROUND = 90


@dataclass(frozen=True)
class Heading:
    """A section of a page: what it is called, and the anchor it is reached by."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Page:
    """A chapter in one language, ready to be shown. `summary` is its first paragraph, as text."""

    slug: str
    title: str
    summary: str
    html: SafeString
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Hit:
    """A section in which every word of a question stands."""

    page: Page
    heading: Heading | None
    excerpt: str


@cache
def page(slug: str, language: str) -> Page:
    """The chapter `slug`. Raises KeyError when there is none; a missing file is a fault of ours."""
    source = (PAGES / language / f"{CHAPTERS[slug].slug}.md").read_text(encoding="utf-8")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(source)
    headings: list[Heading] = []
    title = summary = ""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            title = _text(inline)
        elif token.type == "heading_open":
            anchor = _anchor(_text(inline))
            token.attrSet("id", anchor)
            if token.tag == "h2":
                headings.append(Heading(anchor, _text(inline)))
        elif token.type == "paragraph_open" and not summary:
            summary = _text(inline)
        _point(inline.children or (), language)
    body = tokens[3:] if tokens and tokens[0].tag == "h1" else tokens
    html = markdown.renderer.render(body, markdown.options, {})
    return Page(slug, title, summary, mark_safe(html), tuple(headings))  # noqa: S308 -- our own files, without HTML


def search(query: str, language: str) -> list[Hit]:
    """The sections that hold every word of `query`, case and diacritics aside, in the order of the guide."""
    words = folded(query).split()
    return [hit for slug in CHAPTERS for hit in _hits(slug, language, words)] if words else []


def _hits(slug: str, language: str, words: list[str]) -> Iterator[Hit]:
    shown = page(slug, language)
    for heading, text in _sections(slug, language):
        plain = folded(text)
        if all(word in plain for word in words):
            before = text.rfind(" ", 0, max(plain.find(words[0]) - _AROUND // 2, 0)) + 1
            yield Hit(shown, heading, text[before : before + 2 * _AROUND].rsplit(" ", 1)[0])


@cache
def _sections(slug: str, language: str) -> list[tuple[Heading | None, str]]:
    """The text of a chapter by its sections."""
    source = (PAGES / language / f"{slug}.md").read_text(encoding="utf-8")
    found: list[tuple[Heading | None, str]] = []
    for number, part in enumerate(re.split(r"^## ", source, flags=re.MULTILINE)):
        name, _, text = part.partition("\n")
        heading = Heading(_anchor(name), name.strip()) if number else None
        plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*`#|>]", r"\1", text)
        found.append((heading, " ".join([name.lstrip("# "), *plain.split()])))
    return found


def _anchor(name: str) -> str:
    """What a heading is reached by."""
    return slugify(folded(name))


def _text(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))


def _point(tokens: "tuple[Token, ...] | list[Token]", language: str) -> None:
    """Make links between files links between pages, and pictures those of the language."""
    for token in tokens:
        target = str(token.attrGet("href") or "")
        if token.type == "image":
            name = Path(str(token.attrGet("src"))).name
            token.attrSet("src", static(f"guide/pictures/{language}/{name}"))
            token.attrSet("loading", "lazy")
        elif token.type == "link_open" and (match := _CHAPTER.fullmatch(target)):
            token.attrSet("href", reverse("guide:chapter", args=[match[1]]) + (match[2] or ""))
