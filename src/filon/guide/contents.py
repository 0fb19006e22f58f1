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
    Part(
        _("First steps"),
        (
            Chapter("first-hour", ("activities:home", "accounts:sign")),
            Chapter("finding-your-way", ("search:", "accounts:", "ui:", "history:")),
        ),
    ),
    Part(
        _("Selling"),
        (
            Chapter("opportunities", ("crm:",)),
            Chapter("leads", ("crm:leads", "crm:lead-convert", "crm:lead-merge")),
            Chapter("contacts", ("contacts:",)),
            Chapter("messages", ("chatter:",)),
            Chapter("activities", ("activities:",)),
            Chapter("calendar", ("calendar:",)),
            Chapter("quotations", ("sales:",)),
            Chapter("invoices", ("invoicing:",)),
            Chapter("lead-mining", ("leadmining:",)),
            Chapter("reports", ("reporting:",)),
        ),
    ),
    Part(
        _("Configuration"),
        (
            Chapter("sales-teams", ("teams:",)),
            Chapter("activity-types", ("activities:type", "activities:plan")),
            Chapter("tags-and-lost-reasons", ("organisation:tag", "crm:lost-reason")),
            Chapter("stages", ("crm:stage",)),
            Chapter("products-and-prices", ("catalog:", "organisation:currenc")),
            Chapter("import-and-export", ("exchange:", "history:bin")),
        ),
    ),
    Part(
        _("Administration"),
        (
            Chapter("installation", ("organisation:", "jobs:")),
            Chapter("mail-set-up", ("mail:",)),
            Chapter("backup-and-upgrade"),
            Chapter("security", ("accounts:user", "accounts:second", "history:audit")),
        ),
    ),
    Part(_("Programs"), (Chapter("api", ("api-1:", "accounts:token")),)),
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
