"""Contacts that may be the same one: what they share, and how likely that makes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.accounts.models import User
from filon.contacts.models import Contact, ContactPoint
from filon.contacts.services import keys, tax_numbers
from filon.contacts.services.deriving import home_country
from filon.contacts.services.finding import Match
from filon.contacts.services.likeness import SHOWN, NameParts, likeness, parts_of
from filon.core.domains import own_domain
from filon.core.normalising import normalised_email
from filon.core.phones import e164

TOO_COMMON = 50
"""What more contacts share than this tells nothing: a switchboard's number, a name like Ion Popescu."""

REASONS = {
    "vat": gettext_lazy("the same VAT number"),
    "email": gettext_lazy("the same e-mail address"),
    "phone": gettext_lazy("the same phone number"),
    "name": gettext_lazy("the same name"),
    "near": gettext_lazy("nearly the same name"),
    "domain": gettext_lazy("the same domain"),
}
WEIGHTS = {"vat": 100, "email": 95, "phone": 90, "name": 88, "near": 85, "domain": 60}


@dataclass(frozen=True)
class Described:
    """A contact as it is typed, or stored: what it may share with others, made comparable."""

    name: NameParts
    is_company: bool = False
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    domain: str = ""
    vat: str = ""
    registration: str = ""
    pk: int | None = None
    belongs_to: int | None = None
    differs: dict[str, Any] = field(default_factory=dict)

    @property
    def exact(self) -> list[tuple[str, Q]]:
        """What stored contacts share with this one exactly, by reason."""
        found: list[tuple[str, Q]] = []
        if self.vat:
            found.append(("vat", Q(vat_key=keys.vat_key(self.vat))))
        if self.emails:
            found.append(("email", Q(email_normalised__in=self.emails)))
        if self.phones:
            found.append(("phone", Q(phone_e164__in=self.phones)))
            found.append(("phone", Q(mobile_e164__in=self.phones)))
        if (key := keys.name_key(self.name)) is not None:
            found.append(("name", Q(name_key=key)))
        return found


def described(
    *, name: str = "", is_company: bool = False, emails: Iterable[str] = (), phones: Iterable[str] = (),
    vat: str = "", website: str = "", country: str = "", pk: int | None = None, registration: str = "",
) -> Described:  # fmt: skip
    """A contact that is being typed, made comparable."""
    home = country or home_country()
    addresses = [address for text in emails if (address := normalised_email(text))]
    domains = (own_domain(text) for text in (website, *addresses))
    return Described(
        name=parts_of(name, is_company),
        is_company=is_company,
        emails=frozenset(addresses),
        phones=frozenset(number for text in phones if (number := e164(text, home))),
        domain=next((domain for domain in domains if domain), ""),
        vat=tax_numbers.comparable(vat, home),
        registration=tax_numbers.comparable_registration(registration),
        pk=pk,
    )


def of_contact(contact: Contact) -> Described:
    """A stored contact, made comparable."""
    points = list(contact.points.all())
    numbers = [contact.phone_e164, contact.mobile_e164, *(point.comparable for point in points)]
    emails = [contact.email_normalised, *(point.comparable for point in points)]
    return Described(
        name=parts_of(contact.name, contact.is_company),
        is_company=contact.is_company,
        emails=frozenset(text for text in emails if "@" in text),
        phones=frozenset(text for text in numbers if text.startswith("+")),
        domain=own_domain(contact.website) or own_domain(contact.email_normalised),
        vat=tax_numbers.comparable(contact.vat, contact.country_id or ""),
        registration=tax_numbers.comparable_registration(contact.registration_number),
        pk=contact.pk,
        belongs_to=contact.company_id,
    )


def similar(*, user: User, to: Described, limit: int = 5) -> list[Match]:
    """Contacts in use that the user sees and that may be the same as `to`, the likeliest first, each with why."""
    reasons: dict[int, set[str]] = {}
    for reason, pk in _sharing(to):
        reasons.setdefault(pk, set()).add(reason)
    for pk, reason in _near(to, set(reasons)):
        reasons.setdefault(pk, set()).add(reason)
    reasons.pop(to.pk or 0, None)
    ordered = sorted(reasons, key=lambda pk: (-max(WEIGHTS[reason] for reason in reasons[pk]), pk))[: limit * 4]
    contacts = Contact.objects.visible_to(user).active().select_related("company").in_bulk(ordered)
    seen = [pk for pk in ordered if pk in contacts and not _is_another(to, contacts[pk], reasons[pk])]
    return [Match(contacts[pk], why(reasons[pk])) for pk in seen[:limit]]


def why(reasons: Iterable[str]) -> str:
    """What two contacts share, in words."""
    named = [str(text) for reason, text in REASONS.items() if reason in set(reasons)]
    if len(named) < 2:
        return "".join(named)
    return _("%(first)s and %(last)s") % {"first": ", ".join(named[:-1]), "last": named[-1]}


def _sharing(to: Described) -> Iterator[tuple[str, int]]:
    """Contacts that share something exactly; one index each, and a name that too many have is left out."""
    for reason, condition in to.exact:
        rows = list(
            Contact.objects.filter(condition).order_by().values_list("pk", "vat", "name", "is_company")[:TOO_COMMON]
        )
        for pk, vat, name, is_company in rows:
            if reason == "name" and not _fits(to, name, is_company, vat):
                continue
            yield reason, pk
    if to.emails or to.phones:
        for pk in ContactPoint.objects.filter(comparable__in=to.emails).values_list("contact", flat=True)[:TOO_COMMON]:
            yield "email", pk
        for pk in ContactPoint.objects.filter(comparable__in=to.phones).values_list("contact", flat=True)[:TOO_COMMON]:
            yield "phone", pk


def _near(to: Described, known: set[int]) -> Iterator[tuple[int, str]]:
    """Contacts whose name is a slip of the pen away, and companies of the same domain."""
    heads, tails = keys.near_halves(to.name)
    conditions = [Q(head_key__in=heads)] if heads else []
    conditions += [Q(tail_key__in=tails)] if tails else []
    for condition in conditions:
        rows = Contact.objects.filter(condition).order_by().values_list("pk", "vat", "name", "is_company")
        for pk, vat, name, is_company in rows[: TOO_COMMON * 2]:
            if pk not in known and _fits(to, name, is_company, vat):
                yield pk, "near"
    if to.is_company and to.domain:
        same = Contact.objects.filter(domain_key=keys.domain_key(to.domain), is_company=True).order_by()
        for pk in same.values_list("pk", flat=True)[:TOO_COMMON]:
            yield pk, "domain"


def _fits(to: Described, name: str, is_company: bool, vat: str) -> bool:
    """Whether a contact of this name may be the one: alike, and not known under another VAT number."""
    number = tax_numbers.comparable(vat, "")
    if _differ(to.vat, number):
        return False
    both = to.is_company or is_company
    parts = parts_of(name, both) if both != is_company else parts_of(name, is_company)
    return likeness(to.name, parts, are_companies=both) >= SHOWN


def _is_another(to: Described, contact: Contact, reasons: set[str]) -> bool:
    """Told apart by the law, when both have a number and not the same; or a company and its own people."""
    vat = tax_numbers.comparable(contact.vat, contact.country_id or "")
    registration = tax_numbers.comparable_registration(contact.registration_number)
    if "vat" not in reasons and (_differ(to.vat, vat) or _differ(to.registration, registration)):
        return True
    is_family = to.pk is not None and (contact.company_id == to.pk or to.belongs_to == contact.pk)
    return is_family and not reasons & {"vat", "name"}


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one.removeprefix("RO") != other.removeprefix("RO")
