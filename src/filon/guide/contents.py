"""The table of contents: parts and their chapters, and which pages of the product each chapter is about."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

LANGUAGES = ("ro", "en")


@dataclass(frozen=True)
class Chapter:
    """A file `pages/<language>/<slug>.md`. `about` are the beginnings of the names of the pages that it explains."""

    slug: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Chapters that belong together. `name` is what people call them."""

    name: object
    chapters: tuple[Chapter, ...]


PARTS = (
    Part(_("First steps"), (Chapter("first-hour", ("activities:home",)),)),
    Part(_("Administration"), (Chapter("backup-and-upgrade", ("organisation:",)),)),
)

CHAPTERS = {chapter.slug: chapter for part in PARTS for chapter in part.chapters}


def chapter_about(view_name: str) -> Chapter | None:
    """The chapter that knows most about a page, by the longest beginning of its name; None for pages of nobody."""
    found = [
        (len(beginning), chapter)
        for chapter in CHAPTERS.values()
        for beginning in chapter.about
        if view_name.startswith(beginning)
    ]
    return max(found, key=lambda each: each[0])[1] if found else None
