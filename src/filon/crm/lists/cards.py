"""The cards of the board as finished strings, for one flat template: no address, date or amount is made there."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from filon.activities.lists.chips import step_chip
from filon.activities.services.reading import NextStep, next_steps
from filon.chatter.services.seeing import unread_for
from filon.crm.choices import Priority, Status
from filon.crm.models import Lead
from filon.organisation.models import Tag
from filon.ui import formatting
from filon.ui.icons import icon
from filon.ui.templatetags.filon import avatar
from filon.ui.templatetags.filon import tag as tag_label

_MARK = 7_777_777_777
_TAGS = 2
_COLUMNS = (
    "pk", "name", "priority", "rank", "stage_id", "status", "is_active", "expected_revenue", "currency_id",
    "closed_at", "contact__name", "company_name", "contact_name", "email", "phone", "mobile",
    "salesperson__name",
)  # fmt: skip


class Card(TypedDict):
    """What a card shows. All but its address, title and customer is finished HTML: `where` are the attributes that say
    which card it is and where it stands (priority and rank, or the second of closing), `people` are dot and avatar.
    """

    id: str
    css: str
    where: SafeString
    url: str
    title: str
    who: str
    people: SafeString
    middle: SafeString
    foot: SafeString


class Words:
    """What all cards of one page share: texts once, each date written once, addresses by a pattern."""

    def __init__(self, today: date, zone: str) -> None:
        self.today = today
        self.zone = ZoneInfo(zone)
        self.url = pattern("crm:lead")
        self.stars = {value: _stars(value, str(label)) for value, label in Priority.choices}
        self.dot = format_html('<span class="dot" role="img" aria-label="{0}" title="{0}"></span>', _("Unread e-mail"))
        self.signs = {sign: icon(sign) for sign in ("circle-check-filled", "circle-x")}
        self.day = lru_cache(self._day)
        self.avatar = lru_cache(avatar)
        self.tag = lru_cache(lambda tag: tag_label(str(tag), tag.colour))

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
    """The cards of these leads by id, for the board by stage; five queries for any number of them."""
    return {pk: card for (pk, _column), card in cards_at([(pk, "") for pk in ids], today=today, zone=zone).items()}


def cards_at(places: Collection[tuple[int, str]], *, today: date, zone: str) -> dict[tuple[int, str], Card]:
    """The cards of leads in columns of a board by another field, where a lead with two tags has one in either."""
    ids = {pk for pk, _column in places}
    if not ids:
        return {}
    words = Words(today, zone)
    tags = _tags(ids)
    unread = unread_for(ids)
    steps = next_steps(ids, today)
    rows = {row[0]: row for row in Lead.objects.filter(pk__in=ids).order_by().values_list(*_COLUMNS)}
    return {
        (pk, column): _card(rows[pk], words, tags.get(pk, []), steps.get(pk), column, is_unread=pk in unread)
        for pk, column in places
        if pk in rows
    }


def _tags(ids: Collection[int]) -> dict[int, list[Tag]]:
    links = list(Lead.tags.through.objects.filter(lead__in=ids).values_list("lead", "tag"))
    if not links:
        return {}
    by_id = {tag.pk: tag for tag in Tag.objects.all()}
    place = {pk: number for number, pk in enumerate(by_id)}
    found: dict[int, list[Tag]] = {}
    for lead, tag in sorted(links, key=lambda link: place[link[1]]):
        found.setdefault(lead, []).append(by_id[tag])
    return found


def _card(  # type: ignore[no-untyped-def]
    row, words: Words, tags: list[Tag], step: NextStep | None, column: str, *, is_unread: bool
) -> Card:
    (pk, name, priority, rank, stage, status, is_active, revenue, currency, closed_at, *people) = row
    contact, company, person, email, phone, mobile, salesperson = people
    is_won = status == Status.WON
    major, minor = (int(closed_at.timestamp()), 0) if is_won and not column else (priority, rank)
    stage = escape(column) if column else stage
    where = (
        f'data-id="{pk}" data-stage="{stage}" data-major="{major}" data-minor="{minor}" '
        f'data-phone="{escape(mobile or phone)}"'
    )
    return Card(
        id=f"{pk}-{column}" if column else str(pk),
        css="" if status != Status.LOST and is_active else " deal-lost",
        where=mark_safe(where),  # noqa: S308  numbers, and an escaped text
        url=words.url % pk,
        title=name,
        who=contact or company or person or email,
        people=mark_safe(  # noqa: S308  finished parts
            f"{words.dot if is_unread else ''}{words.avatar(salesperson) if salesperson else ''}"
        ),
        middle=_middle(words, tags, priority),
        foot=_foot(words, status, step, closed_at, formatting.money(revenue, currency) if revenue else ""),
    )


def _middle(words: Words, tags: list[Tag], priority: int) -> SafeString:
    """Two tags, how many more, and the stars."""
    if not tags and not priority:
        return SafeString("")
    shown = "".join(words.tag(tag) for tag in tags[:_TAGS])
    if more := tags[_TAGS:]:
        names = escape(", ".join(str(tag) for tag in more))
        shown += f'<span class="small muted" title="{names}">+{len(more)}</span>'
    html = f'<div class="deal-m"><div class="tags">{shown}</div>{words.stars[priority]}</div>'
    return mark_safe(html)  # noqa: S308  escaped above


def _foot(words: Words, status: str, step: NextStep | None, closed_at: datetime | None, money: str) -> SafeString:
    """At the left when it ended, or what is next; at the right what it is worth."""
    if closed_at is not None:
        day, exact = words.day(closed_at.astimezone(words.zone).date())
        sign, css = ("circle-check-filled", "act-won") if status == Status.WON else ("circle-x", "act-none")
        chip = f'<span class="act {css}" title="{exact}">{words.signs[sign]}{day}</span>'
    else:
        chip = step_chip(step, words.today)
    html = f'<div class="deal-f">{chip}<span class="money">{escape(money)}</span></div>'
    return mark_safe(html)  # noqa: S308  our own words and escaped amounts
