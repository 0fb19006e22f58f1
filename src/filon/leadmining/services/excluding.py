"""Who is not mined: companies mined before, customers and leads that we have, and those who must not be approached."""

from collections.abc import Sequence

from filon.contacts.models import Contact
from filon.contacts.services.suppressing import suppressed
from filon.core.normalising import normalised_email, sort_key
from filon.core.phones import e164
from filon.crm.models import Lead
from filon.leadmining.directory.company import Hit
from filon.leadmining.models import Origin

MINED, KNOWN, SUPPRESSED = "mined", "known", "suppressed"


def excluded(hits: Sequence[Hit]) -> dict[int, str]:
    """For each hit that is not to be mined, by its place, the reason. A handful of statements for any number."""
    return {**_known(hits), **_mined(hits), **_suppressed(hits)}


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
    """Customers by fiscal code, address, number, web site or name; leads by address, number and web site."""
    emails = [normalised_email(hit.company.email) for hit in hits]
    phones = [e164(hit.company.phone, hit.company.country) for hit in hits]
    names = [sort_key(hit.company.name) for hit in hits]
    vats = [form for hit in hits for form in _vat_forms(hit.company.vat)]
    sites = [form for hit in hits for form in _site_forms(hit.company.domain)]
    contacts, leads = Contact.objects.all(), Lead.objects.all()
    known = {
        *_values(contacts, "vat", vats),
        *_values(contacts, "sort_key", names),
        *(value for rows in (contacts, leads) for value in _values(rows, "email_normalised", emails)),
        *(value for rows in (contacts, leads) for value in _values(rows, "phone_e164", phones)),
        *(value for rows in (contacts, leads) for value in _values(rows, "website", sites)),
    }
    return {
        place: KNOWN
        for place, hit in enumerate(hits)
        if known.intersection((emails[place], phones[place], names[place]))
        or known.intersection((*_vat_forms(hit.company.vat), *_site_forms(hit.company.domain)))
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


def _values(rows: "object", name: str, wanted: Sequence[str]) -> set[str]:
    """Which of the wanted values stand in this column of `rows`."""
    values = {value for value in wanted if value}
    found: set[str] = set(rows.filter(**{f"{name}__in": values}).values_list(name, flat=True)) if values else set()  # type: ignore[attr-defined]
    return found


def _vat_forms(vat: str) -> tuple[str, ...]:
    """A fiscal code with and without its country."""
    return (vat, vat[2:]) if vat[:2].isalpha() else (vat,) if vat else ()


def _site_forms(domain: str) -> tuple[str, ...]:
    """The addresses under which a web site is written down."""
    return tuple(f"{scheme}{www}{domain}{end}" for scheme in ("http://", "https://") for www in ("", "www.")
                 for end in ("", "/")) if domain else ()  # fmt: skip
