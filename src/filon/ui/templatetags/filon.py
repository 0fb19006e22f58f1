"""The template library of the house: `{% load filon %}`."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filon.core import clock
from filon.core.fields import translated as translated_text
from filon.ui import formatting, toasts
from filon.ui.icons import icon
from filon.ui.panels import panels as all_panels
from filon.ui.rendering import attributes, form_field

register = template.Library()


def _today() -> date:
    return clock.today(timezone.get_current_timezone_name())


register.simple_tag(icon)
register.simple_tag(attributes)
register.simple_tag(form_field)


@register.filter
def money(amount: Decimal | None, currency: str = "RON") -> str:
    """„42.500 lei”."""
    return "" if amount is None else formatting.money(amount, currency)


@register.filter
def money_exact(amount: Decimal | None, currency: str = "RON") -> str:
    """„42.500,00 lei”."""
    return "" if amount is None else formatting.money_exact(amount, currency)


@register.filter
def money_short(amount: Decimal | None, currency: str = "RON") -> str:
    """„104,2 mii lei”."""
    return "" if amount is None else formatting.money_short(amount, currency)


@register.filter
def number(value: Decimal | int | None, places: int = 0) -> str:
    """„1.204”."""
    return "" if value is None else formatting.number(value, places)


@register.filter
def badge(value: int) -> str:
    """„7”, „99+”."""
    return formatting.badge(value)


@register.filter
def percent(value: Decimal | int | None) -> str:
    """„60 %”."""
    return "" if value is None else formatting.percent(value)


@register.filter
def day(value: date | None) -> str:
    """„mâine”, „vin. 27 nov.”, 26.11.2026."""
    return "" if value is None else formatting.day_words(value, _today())


@register.filter
def day_exact(value: date | None) -> str:
    """26.11.2026."""
    return "" if value is None else formatting.day(value)


@register.filter
def due(value: date | None) -> str:
    """„restantă 2 z”, „azi”, „fără pas următor”."""
    return formatting.due_words(value, _today())


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """„ieri, 16:08” as a `time` element, with the exact moment in its title."""
    if value is None:
        return ""
    zone = timezone.get_current_timezone_name()
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.isoformat(),
        formatting.moment_exact(value, zone),
        formatting.moment_words(value, clock.now(), zone),
    )


@register.filter
def duration(value: timedelta | None) -> str:
    """„23 de zile”."""
    return "" if value is None else formatting.duration(value)


@register.filter
def file_size(value: int | None) -> str:
    """„1,2 MB”."""
    return "" if value is None else formatting.file_size(value)


@register.filter
def translated(texts: dict[str, str] | str | None) -> str:
    """A name that people read, in the reader's language."""
    return translated_text(texts or "")


@register.simple_tag
def avatar(who: Any, css: str = "", decorative: bool = False) -> SafeString:
    """The picture of a person or company, else the initials; `who` is a name or has one, and perhaps `picture_url`.

    Say `css="av-co"` for a company.
    """
    name = str(getattr(who, "name", who) or "")
    if url := getattr(who, "picture_url", ""):
        alt = "" if decorative else name
        return format_html('<img class="{}" src="{}" alt="{}" loading="lazy">', f"av {css}".strip(), url, alt)
    classes = f"av av{formatting.hue(name)} {css}".strip()
    letters = formatting.initials(name)
    if decorative:
        return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, letters)
    return format_html('<span class="{}" role="img" aria-label="{}" title="{}">{}</span>', classes, name, name, letters)


@register.simple_tag
def tag(name: str, colour: int, css: str = "") -> SafeString:
    """A coloured label; `colour` is 1 to 10."""
    return format_html('<span class="{}">{}</span>', f"tag tag{colour} {css}".strip(), name)


@register.simple_tag(takes_context=True)
def panels(context: RequestContext, slot: str, subject: Any = None) -> SafeString:
    """What other rooms put into this slot of the page, about `subject`."""
    request: HttpRequest = context["request"]
    return all_panels.render(slot, request, subject)


@register.simple_tag(takes_context=True)
def waiting_toasts(context: RequestContext) -> list[toasts.Toast]:
    """The toasts that this page shows."""
    request = context.get("request")
    return toasts.taken(request) if request is not None else []
