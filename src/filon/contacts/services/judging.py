"""How likely two stored contacts are one: what they share, and what speaks against it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from filon.contacts.services import tax_numbers
from filon.contacts.services.likeness import SHOWN, likeness, parts_of

LIKELY = 80
"""From this score on a pair goes to the queue."""


class Row(NamedTuple):
    """The columns of a contact that are compared, as a query gives them."""

    pk: int
    name: str
    is_company: bool
    company: int | None
    email: str
    phone: str
    mobile: str
    vat: str
    registration: str
    country: str | None
    city: str
    domain: int | None


COLUMNS = (
    "pk", "name", "is_company", "company_id", "email_normalised", "phone_e164", "mobile_e164", "vat",
    "registration_number", "country_id", "city", "domain_key",
)  # fmt: skip


@dataclass(frozen=True)
class Judgement:
    """A score to 100, and the keys of what is shared."""

    score: int
    reasons: tuple[str, ...]


NOTHING = Judgement(0, ())


def judge(one: Row, other: Row) -> Judgement:
    """Whether two contacts are likely one. A company and its own people are not, nor two that the law tells apart."""
    if other.pk == one.company or one.pk == other.company:
        return NOTHING
    if _both(one.vat, other.vat):
        left, right = (tax_numbers.comparable(row.vat, row.country or "RO") for row in (one, other))
        return Judgement(100, ("vat",)) if left == right else NOTHING
    if _both(one.registration, other.registration):
        left, right = (tax_numbers.comparable_registration(row.registration) for row in (one, other))
        if left != right:
            return NOTHING
    alike = _names(one, other)
    shared = _shared(one, other)
    if shared & {"email", "phone"}:
        return _reached_the_same_way(one, other, alike, shared)
    if not alike or one.is_company != other.is_company or _is_told_apart(one, other):
        return NOTHING
    score = 95 if "domain" in shared else min(alike, 88)
    return Judgement(score, (_name_reason(alike), *sorted(shared)))


def _reached_the_same_way(one: Row, other: Row, alike: int, shared: set[str]) -> Judgement:
    """One address or number is often shared by a house; one that people of one name share is not."""
    reasons = tuple(reason for reason in ("email", "phone") if reason in shared)
    if alike:
        return Judgement(98, (*reasons, _name_reason(alike)))
    words = [set(parts_of(row.name, row.is_company).words) for row in (one, other)]
    is_same_kind = one.is_company == other.is_company
    if is_same_kind and any(len(word) > 2 for word in words[0] & words[1]):
        return Judgement(85, reasons)
    return NOTHING


def _names(one: Row, other: Row) -> int:
    """The likeness of the names if it is enough to show, else 0."""
    both = one.is_company or other.is_company
    score = likeness(parts_of(one.name, both), parts_of(other.name, both), are_companies=both)
    return score if score >= SHOWN else 0


def _shared(one: Row, other: Row) -> set[str]:
    numbers = {one.phone, one.mobile} & {other.phone, other.mobile} - {""}
    found = {"phone"} if numbers else set()
    if one.email and one.email == other.email:
        found.add("email")
    if one.is_company and other.is_company and one.domain is not None and one.domain == other.domain:
        found.add("domain")
    return found


def _is_told_apart(one: Row, other: Row) -> bool:
    """Whether something that both have differs: then a name alone is not enough."""
    if _both(one.country, other.country) and one.country != other.country:
        return True
    if _both(one.city, other.city) and one.city.casefold() != other.city.casefold():
        return True
    if one.is_company:
        return False
    pairs = ((one.email, other.email), (one.phone or one.mobile, other.phone or other.mobile))
    companies = _both(one.company, other.company) and one.company != other.company
    return companies or any(_both(*pair) for pair in pairs)


def _name_reason(alike: int) -> str:
    return "name" if alike == 100 else "near"


def _both(one: Any, other: Any) -> bool:
    return bool(one) and bool(other)
