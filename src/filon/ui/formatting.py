"""How money, dates, durations and numbers are written, in the active language. Pure: no database, no request.

Numbers stay on one line with their unit: the space between them does not break.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

SPACE = "\N{NO-BREAK SPACE}"
MORE_THAN_BADGE = 100
MINUS = "\N{MINUS SIGN}"
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}
LOCALES = {"ro": Locale("ro"), "en": Locale("en", "GB")}
STEPS = (
    (Decimal("999950000"), Decimal(10**9), "billion"),
    (Decimal("999950"), Decimal(10**6), "million"),
    (Decimal("999.5"), Decimal(10**3), "thousand"),
)
KIBI = 1024
NEAR = 7


def locale() -> Locale:
    """Babel's locale for the active language; English is British."""
    return LOCALES.get((get_language() or "en")[:2], LOCALES["en"])


def number(value: Decimal | int | float, places: int = 0) -> str:
    """A number with grouping and exactly `places` decimals: „1.204”, "1,204"."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return format_decimal(exact, pattern, locale=locale()).replace("-", MINUS)


def badge(value: int) -> str:
    """A number beside a name, „7”, „99+” when there are more: counting on to the end would cost each page."""
    return number(value) if value < MORE_THAN_BADGE else f"{number(MORE_THAN_BADGE - 1)}+"


def places(value: Decimal) -> int:
    """How many decimals say `value` without loss."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def exact(value: Decimal) -> str:
    """A number in a field. Three decimals are written as four, since three digits after a mark read as thousands."""
    count = places(value)
    return number(value, 4 if count == 3 else count)


def percent(value: Decimal | int | float, places: int = 0) -> str:
    """A share given in hundredths: „60 %”, "60%"."""
    return f"{number(value, places)}{SPACE if locale().language == 'ro' else ''}%"


def with_currency(text: str, currency: str) -> str:
    """A written amount with its currency: „42.500 lei”, „1.200 €”; in English "€1,200" but "42,500 lei"."""
    if currency == "RON":
        return f"{text}{SPACE}lei"
    sign = SIGNS.get(currency)
    if locale().language == "ro" or sign is None:
        return f"{text}{SPACE}{sign or currency}"
    return f"{MINUS}{sign}{text.removeprefix(MINUS)}" if text.startswith(MINUS) else f"{sign}{text}"


def currency_sign(currency: str) -> str:
    """What stands for a currency beside a field: „lei”, „€”, „CHF”."""
    return "lei" if currency == "RON" else SIGNS.get(currency, currency)


def money(amount: Decimal | int, currency: str = "RON") -> str:
    """An amount on a card, without decimals: „42.500 lei”."""
    return with_currency(number(amount), currency)


def money_exact(amount: Decimal | int, currency: str = "RON") -> str:
    """An amount on a document or in a form, with its decimals: „42.500,00 lei”."""
    return with_currency(number(amount, 2), currency)


def _step(size: Decimal) -> tuple[Decimal, str]:
    """The unit in which an amount of this size is said; 999.960 is one million rather than a thousand thousands."""
    for least, divisor, name in STEPS:
        if size >= least:
            return divisor, name
    return Decimal(1), ""


def money_short(amount: Decimal | int, currency: str = "RON") -> str:
    """An amount in a heading, with one decimal: „104,2 mii lei”, „1,2 mil. lei”; below a thousand whole."""
    divisor, name = _step(abs(Decimal(amount)))
    if not name:
        return money(amount, currency)
    unit = {
        "thousand": pgettext("thousand", "k"),
        "million": pgettext("million", "m"),
        "billion": pgettext("billion", "bn"),
    }[name]
    text = number(Decimal(amount) / divisor, 1)
    if locale().language == "ro":
        return with_currency(f"{text}{SPACE}{unit}", currency)
    return with_currency(f"{text}{unit}", currency)


def day(value: date) -> str:
    """A calendar day in full: 26.11.2026, "26 Nov 2026"."""
    if locale().language == "ro":
        return value.strftime("%d.%m.%Y")
    return f"{value.day} {format_date(value, 'MMM', locale='en')} {value.year}"


def weekday(value: date) -> str:
    """A day near enough that its weekday helps: „vin. 27 nov.”, "Fri 27 Nov"."""
    language = locale().language
    return f"{format_date(value, 'EEE', locale=language)} {value.day} {format_date(value, 'MMM', locale=language)}"


def weekday_exact(value: date) -> str:
    """A day with its weekday and year, which leaves no doubt: „vin. 27.11.2026”, "Fri 27 Nov 2026"."""
    return f"{format_date(value, 'EEE', locale=locale().language)} {day(value)}"


def day_short(value: date) -> str:
    """A day without its year, where there is little room: „21 nov.”, "21 Nov"."""
    return f"{value.day} {format_date(value, 'MMM', locale=locale().language)}"


def day_long(value: date) -> str:
    """A day as a heading says it: „marți, 24 noiembrie”, "Tuesday, 24 November"."""
    return format_date(value, "EEEE, d MMMM", locale=locale().language)


def day_words(value: date, today: date) -> str:
    """A day as people say it: „azi”, „ieri”, „mâine”, „vin. 27 nov.” within a week, else 26.11.2026."""
    distance = (value - today).days
    if distance in (-1, 0, 1):
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[distance]
    return weekday(value) if abs(distance) <= NEAR else day(value)


def due_words(value: date | None, today: date) -> str:
    """What an activity's date means: „restantă 2 z”, „azi”, „vin. 27 nov.”, „fără pas următor”."""
    if value is None:
        return _("no next step")
    late = (today - value).days
    return _("overdue %(days)s d") % {"days": number(late)} if late > 0 else day_words(value, today)


def clock(moment: datetime, zone: str | ZoneInfo) -> str:
    """The time of day where the reader is, of 24 hours: 16:08."""
    return moment.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).strftime("%H:%M")


def moment_words(moment: datetime, now: datetime, zone: str | ZoneInfo) -> str:
    """A past or coming moment where the reader is: „acum”, „azi, 10:30”, „ieri, 16:08”, „12.11.2026, 09:00”."""
    if abs(now - moment) < timedelta(minutes=1):
        return _("now")
    place = ZoneInfo(zone) if isinstance(zone, str) else zone
    words = day_words(moment.astimezone(place).date(), now.astimezone(place).date())
    return f"{words}, {clock(moment, place)}"


def moment_exact(moment: datetime, zone: str | ZoneInfo) -> str:
    """A moment in full where the reader is: 26.11.2026, 16:08."""
    place = ZoneInfo(zone) if isinstance(zone, str) else zone
    return f"{day(moment.astimezone(place).date())}, {clock(moment, place)}"


def days(count: int) -> str:
    """A number of days: „o zi”, „19 zile”, „23 de zile”."""
    return ngettext("one day", "%(count)s days", count) % {"count": number(count)}


def duration(span: timedelta) -> str:
    """A length of time by its largest unit: „23 de zile”, „3 ore”, „5 minute”, „câteva secunde”."""
    seconds = abs(int(span.total_seconds()))
    if seconds >= 24 * 3600:
        return days(seconds // (24 * 3600))
    if seconds >= 3600:
        hours = seconds // 3600
        return ngettext("one hour", "%(count)s hours", hours) % {"count": hours}
    if seconds >= 60:
        minutes = seconds // 60
        return ngettext("one minute", "%(count)s minutes", minutes) % {"count": minutes}
    return _("a few seconds")


def file_size(size: int) -> str:
    """The size of a file in bytes: „1,2 MB”."""
    value, unit = Decimal(size), "B"
    for larger in ("KB", "MB", "GB"):
        if value < KIBI:
            break
        value, unit = value / KIBI, larger
    return f"{number(value, 0 if unit == 'B' or value >= 100 else 1)}{SPACE}{unit}"


def initials(name: str) -> str:
    """At most two letters that stand for a person or a company: "IM", "ȘI"."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[:2] for word in words]
    return "".join(letters).upper()


def hue(name: str) -> int:
    """Which of the eight hues, 1 to 8, belongs to a name; the same name always has the same."""
    return sum(name.encode()) % 8 + 1
