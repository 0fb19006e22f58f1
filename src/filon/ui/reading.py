"""How typed text is understood: amounts and days, as people in Romania and in England write them. Pure."""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from filon.core.normalising import folded

_CURRENCY = re.compile(r"(lei|leu|ron|eur|euro|usd|gbp|[€$£])")
_SCALES = {"k": 10**3, "mii": 10**3, "mie": 10**3, "m": 10**6, "mil": 10**6, "mil.": 10**6, "milioane": 10**6}
_AMOUNT = re.compile(r"([+\-−]?)([\d.,]*\d[\d.,]*)([a-z.]*)")
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}(\1\d{3})*")

_DAYS = {"azi": 0, "astazi": 0, "today": 0, "maine": 1, "tomorrow": 1, "poimaine": 2, "ieri": -1, "yesterday": -1}
_WEEKDAYS = [
    ("luni", "lun", "monday", "mon"),
    ("marti", "mar", "tuesday", "tue"),
    ("miercuri", "mie", "wednesday", "wed"),
    ("joi", "thursday", "thu"),
    ("vineri", "vin", "friday", "fri"),
    ("sambata", "sam", "saturday", "sat"),
    ("duminica", "dum", "sunday", "sun"),
]
_MONTHS = [
    ("ianuarie", "ian", "january", "jan"),
    ("februarie", "feb", "february"),
    ("martie", "mar", "march"),
    ("aprilie", "apr", "april"),
    ("mai", "may"),
    ("iunie", "iun", "june", "jun"),
    ("iulie", "iul", "july", "jul"),
    ("august", "aug"),
    ("septembrie", "sept", "sep", "september"),
    ("octombrie", "oct", "october"),
    ("noiembrie", "noi", "nov", "november"),
    ("decembrie", "dec", "december"),
]
_OFFSET = re.compile(r"([+\-−])\s*(\d{1,4})\s*(z|zile|d|days|s|sapt|saptamani|w|weeks|l|luni|months)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{1,2})(?:\s*[./\- ]\s*(\d{4}|\d{2}))?\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDED = re.compile(r"(\d{1,2})\.?\s*([a-z]+)\.?(?:\s+(\d{4}))?")
_WEEKS, _MONTHS_AHEAD = ("s", "sapt", "saptamani", "w", "weeks"), ("l", "luni", "months")


class Unreadable(ValueError):
    """The text means no amount or no day."""


class NoSuchDay(Unreadable):
    """The text names a day that the calendar does not have, such as 31.11."""


def amount(text: str) -> Decimal:
    """The number meant by `text`: 1.234,56 and 1234.56 and 1 234,56 lei are the same; 12 mii is 12000.

    One kind of mark before exactly three digits groups thousands: 1.234 is 1234. Else the last mark is the decimal one.
    """
    plain = _CURRENCY.sub("", re.sub(r"\s", "", folded(text)))
    match = _AMOUNT.fullmatch(plain)
    scale = _SCALES.get(match[3], 1) if match else 1
    if match is None or (match[3].strip(".") and match[3] not in _SCALES):
        raise Unreadable(text)
    try:
        value = Decimal(_decimal_text(match[2])) * scale
    except InvalidOperation as error:
        raise Unreadable(text) from error
    return -value if match[1] in ("-", "−") else value


def _decimal_text(digits: str) -> str:
    if _GROUPS.fullmatch(digits) and not digits.startswith("0"):
        return re.sub("[.,]", "", digits)
    whole, mark, fraction = _split_at_last_mark(digits)
    if mark and mark in whole:
        raise InvalidOperation
    other = whole.replace("." if mark == "," else ",", "")
    return f"{other or '0'}.{fraction or '0'}"


def _split_at_last_mark(digits: str) -> tuple[str, str, str]:
    at = max(digits.rfind("."), digits.rfind(","))
    return (digits, "", "") if at < 0 else (digits[:at], digits[at], digits[at + 1 :])


def day(text: str, today: date) -> date:
    """The day meant by `text`: „mâine”, „vineri” (the coming one), „15.12”, 15.12.2026, „15 dec”, „+3” days.

    „+2s” are weeks, „+1l” months. A day without a year is the next such day.
    """
    plain = folded(text).strip(" .")
    if plain in _DAYS:
        return today + timedelta(days=_DAYS[plain])
    for number, names in enumerate(_WEEKDAYS):
        if plain in names:
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    for reader in (_offset, _iso, _numeric, _worded):
        found = reader(plain, today)
        if found is not None:
            return found
    raise Unreadable(text)


def _offset(plain: str, today: date) -> date | None:
    match = _OFFSET.fullmatch(plain)
    if match is None:
        return None
    count = int(match[2]) * (1 if match[1] == "+" else -1)
    if match[3] in _MONTHS_AHEAD:
        months = today.year * 12 + today.month - 1 + count
        return _last_possible(months // 12, months % 12 + 1, today.day)
    return today + timedelta(days=count * 7 if match[3] in _WEEKS else count)


def _last_possible(year: int, month: int, number: int) -> date:
    for candidate in range(number, number - 4, -1):
        try:
            return date(year, month, candidate)
        except ValueError:
            continue
    raise NoSuchDay(f"{year}-{month}-{number}")


def _iso(plain: str, _today: date) -> date | None:
    match = _ISO.fullmatch(plain)
    return _exact(int(match[1]), int(match[2]), int(match[3])) if match else None


def _numeric(plain: str, today: date) -> date | None:
    match = _NUMERIC.fullmatch(plain)
    return _with_year(int(match[1]), int(match[2]), match[3], today) if match else None


def _worded(plain: str, today: date) -> date | None:
    match = _WORDED.fullmatch(plain)
    month = next((number for number, names in enumerate(_MONTHS, 1) if match and match[2] in names), None)
    return _with_year(int(match[1]), month, match[3], today) if match and month else None


def _with_year(number: int, month: int, year: str | None, today: date) -> date:
    if year:
        return _exact(int(year) + (2000 if len(year) == 2 else 0), month, number)
    if (month, number) == (2, 29):
        return next(
            _exact(ahead, 2, 29) for ahead in range(today.year, today.year + 9) if _is_coming_leap(ahead, today)
        )
    this_year = _exact(today.year, month, number)
    return this_year if this_year >= today else _exact(today.year + 1, month, number)


def _is_coming_leap(year: int, today: date) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) and date(year, 2, 29) >= today


def _exact(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError as error:
        raise NoSuchDay(f"{number}.{month}.{year}") from error
