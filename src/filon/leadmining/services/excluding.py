"""Who is not mined: companies mined before, customers and leads that we have, and those who must not be approached."""

import itertools
from collections import Counter
from collections.abc import Sequence

from filon.contacts.models import Contact
from filon.contacts.services import keys, tax_numbers
from filon.contacts.services.likeness import parts_of
from filon.contacts.services.suppressing import suppressed
from filon.core.domains import own_domain
from filon.core.normalising import normalised_email
from filon.core.phones import e164
from filon.crm.models import Lead
from filon.leadmining.directory.company import Company, Hit
from filon.leadmining.directory.searching import Query
from filon.leadmining.models import Origin
from filon.leadmining.providers import searchers

MINED, KNOWN, SUPPRESSED = "mined", "known", "suppressed"
_CONTACT_TRAITS = ("vat_key", "domain_key", "name_key", "email_normalised", "phone_e164", "mobile_e164")
_LEAD_TRAITS = ("domain_key", "name_key", "email_normalised", "phone_e164")


def excluded(hits: Sequence[Hit]) -> dict[int, str]:
    """For each hit that is not to be mined, by its place, the reason. A handful of statements for any number."""
    return {**_known(hits), **_mined(hits), **_suppressed(hits)}


def excluded_among_first(query: Query, most: int = 200) -> dict[str, int]:
    """How many of the first companies that fit would be left out, by reason."""
    offered = itertools.chain.from_iterable(provider.pick(query, seed=1) for provider in searchers())
    return dict(Counter(excluded(list(itertools.islice(offered, most))).values()))


def _mined(hits: Sequence[Hit]) -> dict[int, str]:
    companies = [hit.company for hit in hits]
    origins = Origin.objects.filter(source_key__in=[one.source_key for one in companies])
    keys = {*origins.values_list("dataset", "source_key")}
    found = {
        name: _values(Origin.objects.all(), name, [getattr(one, name) for one in companies])
        for name in ("vat", "domain", "lei")
    }
    return {
        place: MINED
        for place, hit in enumerate(hits)
        if (hit.dataset_id, hit.company.source_key) in keys
        or any(getattr(hit.company, name) in found[name] for name in found)
    }


def _known(hits: Sequence[Hit]) -> dict[int, str]:
    """Customers and leads by the keys under which contacts and leads themselves meet."""
    traits = [_traits(hit.company) for hit in hits]
    found: dict[str, set[object]] = {name: set() for name in _CONTACT_TRAITS}
    for rows, names in ((Contact.objects.all(), _CONTACT_TRAITS), (Lead.objects.all(), _LEAD_TRAITS)):
        for name in names:
            column = "phone_e164" if name == "mobile_e164" else name
            found[column] |= _values(rows, name, [trait[column] for trait in traits])
    sites = _values(Lead.objects.all(), "website", [form for hit in hits for form in _site_forms(hit.company.domain)])
    return {
        place: KNOWN
        for place, (hit, trait) in enumerate(zip(hits, traits, strict=True))
        if any(value in found[name] for name, value in trait.items())
        or sites.intersection(_site_forms(hit.company.domain))
    }


def _traits(company: Company) -> dict[str, object]:
    """What a company would share with a contact or a lead of ours."""
    email, country = normalised_email(company.email), company.country
    return {
        "vat_key": keys.vat_key(tax_numbers.comparable(company.vat, country)),
        "domain_key": keys.domain_key(company.domain or own_domain(email)),
        "name_key": keys.name_key(parts_of(company.name, True)),
        "email_normalised": email or None,
        "phone_e164": e164(company.phone, country) or None,
    }


def _suppressed(hits: Sequence[Hit]) -> dict[int, str]:
    companies = [hit.company for hit in hits]
    found = suppressed(
        emails=[one.email for one in companies],
        domains=[one.domain for one in companies],
        vats=[one.vat for one in companies],
        phones=[one.phone for one in companies],
    )
    return {
        place: SUPPRESSED
        for place, one in enumerate(companies)
        if found & {one.email, one.domain, one.vat, one.phone} - {""}
    }


def _values(rows: "object", name: str, wanted: Sequence[object]) -> set[object]:
    """Which of the wanted values stand in this column of `rows`."""
    values = {value for value in wanted if value}
    found: set[object] = set(rows.filter(**{f"{name}__in": values}).values_list(name, flat=True)) if values else set()  # type: ignore[attr-defined]
    return found


def _site_forms(domain: str) -> tuple[str, ...]:
    """The addresses under which a lead, which has no key of its web site, may write it down."""
    return tuple(f"{scheme}{www}{domain}{end}" for scheme in ("http://", "https://") for www in ("", "www.")
                 for end in ("", "/")) if domain else ()  # fmt: skip
