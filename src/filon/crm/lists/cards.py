"""The cards of the board as finished strings, for one flat template: no address, date or amount is made there."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from filon.chatter.services.seeing import unread_for
from filon.core.fields import translated
from filon.crm.choices import Priority, Status
from filon.crm.models import Lead
from filon.ui import formatting
from filon.ui.templatetags.filon import avatar, icon

_MARK = 7_777_777_777
_TAGS = 2
_COLUMNS = (
    "pk", "name", "priority", "rank", "stage_id", "status", "is_active", "expected_revenue", "currency_id",
    "expected_closing", "closed_at", "contact__name", "company_name", "contact_name", "email", "phone", "mobile",
    "salesperson__name",
)  # fmt: skip


class Card(TypedDict):
    """What a card shows. `major` and `minor` say where it stands: priority and rank, or the second of closing.

    `dot`, `avatar`, `stars` and `sign` are finished HTML, the rest is text.
    """

    id: str
    url: str
    title: str
    who: str
    phone: str
    css: str
    stage: str
    major: str
    minor: str
    tags: list[tuple[str, str]]
    more_tags: str
    more_tags_title: str
    stars: str
    avatar: str
    dot: str
    sign: str
    chip: str
    due: str
    due_title: str
    money: str


class Words:
    """What all cards of one page share: texts once, each date written once, addresses by a pattern."""

    def __init__(self, today: date, zone: str) -> None:
        self.today = today
        self.zone = ZoneInfo(zone)
        self.url = pattern("crm:lead")
        self.closing = _("Expected closing")
        self.stars = {value: _stars(value, str(label)) for value, label in Priority.choices}
        self.dot = format_html('<span class="dot" role="img" aria-label="{0}" title="{0}"></span>', _("Unread e-mail"))
        self.signs = {sign: icon(sign) for sign in ("circle-check-filled", "circle-x", "flag")}
        self.day = lru_cache(self._day)
        self.avatar = lru_cache(avatar)

    def _day(self, value: date) -> tuple[str, str]:
        return formatting.day_words(value, self.today), formatting.day(value)


def _stars(priority: int, label: str) -> str:
    if not priority:
        return ""
    words = _("Priority: %(level)s") % {"level": label}
    stars = format_html_join("", "{}", ((icon("star-filled"),) for _number in range(priority)))
    return format_html('<span class="stars" role="img" aria-label="{0}" title="{0}">{1}</span>', words, stars)


def pattern(name: str) -> str:
    """The address called `name` of any id, with `%s` in its place."""
    return reverse(name, args=[_MARK]).replace(str(_MARK), "%s")


def cards(ids: Iterable[int], *, today: date, zone: str) -> dict[int, Card]:
    """The cards of these leads by id; three queries for any number of them."""
    ids = list(ids)
    if not ids:
        return {}
    words = Words(today, zone)
    tags = _tags(ids)
    unread = unread_for(ids)
    rows = Lead.objects.filter(pk__in=ids).order_by().values_list(*_COLUMNS)
    return {row[0]: _card(row, words, tags.get(row[0], []), is_unread=row[0] in unread) for row in rows}


def _tags(ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    links = Lead.tags.through.objects.filter(lead__in=ids).order_by("tag__sort_key", "tag")
    found: dict[int, list[tuple[str, str]]] = {}
    for lead, name, colour in links.values_list("lead", "tag__name", "tag__colour"):
        found.setdefault(lead, []).append((f"tag{colour}", translated(name)))
    return found


def _card(row: tuple, words: Words, tags: list[tuple[str, str]], *, is_unread: bool) -> Card:  # type: ignore[type-arg]
    (pk, name, priority, rank, stage, status, is_active, revenue, currency, closing, closed_at, *people) = row
    contact, company, person, email, phone, mobile, salesperson = people
    sign, chip, due, due_title = _foot(words, status, closing, closed_at)
    is_won = status == Status.WON
    return Card(
        id=str(pk),
        url=words.url % pk,
        title=name,
        who=contact or company or person or email,
        phone=mobile or phone,
        css="" if status != Status.LOST and is_active else " deal-lost",
        stage=str(stage),
        major=str(int(closed_at.timestamp()) if is_won else priority),
        minor="0" if is_won else str(rank),
        tags=tags[:_TAGS],
        more_tags=f"+{len(tags) - _TAGS}" if len(tags) > _TAGS else "",
        more_tags_title=", ".join(label for _css, label in tags[_TAGS:]),
        stars=words.stars[priority],
        avatar=words.avatar(salesperson) if salesperson else "",
        dot=words.dot if is_unread else "",
        sign=words.signs[sign] if sign else "",
        chip=chip,
        due=due,
        due_title=due_title,
        money=_money(revenue, currency),
    )


def _foot(words: Words, status: str, closing: date | None, closed_at: datetime | None) -> tuple[str, str, str, str]:
    """Icon, class, words and title of what stands at the left below: when it ended, or when it should."""
    if closed_at is not None:
        day, exact = words.day(closed_at.astimezone(words.zone).date())
        return (
            ("circle-check-filled", "act-won", day, exact)
            if status == Status.WON
            else ("circle-x", "act-none", day, exact)
        )
    if closing is None:
        return "", "", "", ""
    day, exact = words.day(closing)
    return "flag", "act-none", day, f"{words.closing}: {exact}"


def _money(revenue: Decimal | None, currency: str) -> str:
    return formatting.money(revenue, currency) if revenue else ""
