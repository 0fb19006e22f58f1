"""What the thread of a mined lead says about its company and its source."""

from django.utils.translation import gettext as _

from filon.leadmining.directory.company import Company, Hit, Person
from filon.leadmining.industries import industry
from filon.leadmining.models import Dataset
from filon.ui import formatting


def note_about(hit: Hit, dataset: Dataset) -> str:
    """All that the directory knows of a company, a line each, then where it comes from."""
    lines = [f"{label}: {value}" for label, value in facts(hit.company) if value]
    if hit.people:
        lines += [_("People:"), *(f"– {_person(one)}" for one in hit.people)]
    return "\n".join([*lines, source_line(hit.company, dataset)])


def _person(one: Person) -> str:
    return ", ".join(part for part in (one.full_name, one.title, one.email, one.phone) if part)


def facts(company: Company) -> list[tuple[str, str]]:
    """Label and value of everything known."""
    chosen = industry(company.industry)
    return [
        (_("Company"), company.name),
        (_("Legal form"), company.legal_form),
        (_("VAT number"), company.vat),
        (_("Registration number"), company.legal_id if company.legal_id not in company.vat else ""),
        (_("LEI"), company.lei),
        (_("Industry"), str(chosen) if chosen else ""),
        (_("Activity code"), f"{company.nace} (rev. {company.nace_rev})" if company.nace else company.class_code),
        (_("Employees"), _span(company.employees_min, company.employees_max)),
        (_("Turnover"), formatting.number(company.turnover) if company.turnover else ""),
        (_("Founded"), company.founded),
        (_("Address"), ", ".join(part for part in (company.street, company.postcode, company.city) if part)),
        (_("E-mail"), company.email),
        (_("Phone"), company.phone),
        (_("Website"), company.website),
        (_("LinkedIn"), company.linkedin),
        (_("State in the register"), company.status_text),
    ]


def source_line(company: Company, dataset: Dataset) -> str:
    """Dataset, licence and date, as the licence asks."""
    parts = {
        "source": dataset.attribution or dataset.title,
        "licence": company.licence or dataset.licence or _("own data"),
        "date": formatting.day(dataset.snapshot_date or dataset.loaded_at.date()),
    }
    return _("Source: %(source)s, %(licence)s, %(date)s") % parts


def _span(low: int | None, high: int | None) -> str:
    if low is None:
        return ""
    if high is None:
        return _("%(count)s or more") % {"count": formatting.number(low)}
    return formatting.number(low) if low == high else f"{formatting.number(low)}–{formatting.number(high)}"
