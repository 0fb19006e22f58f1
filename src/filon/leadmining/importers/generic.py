"""Any table: its delimiter and encoding are sniffed, its columns proposed by their names and confirmed by a person."""

import csv
import itertools
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.core.normalising import folded
from filon.leadmining import industries
from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.directory.normalising import county_code
from filon.leadmining.importers.base import Options, checked_cui, finished, number
from filon.leadmining.importers.countries import country_code
from filon.leadmining.importers.sources import Source
from filon.leadmining.importers.tables import read_table

DELIMITERS = (";", ",", "\t", "^", "|")
ENCODINGS = ("utf-8", "cp1250", "iso-8859-2")
FIELDS = {
    "name": _("Name"),
    "source_key": _("Own number"),
    "country": _("Country"),
    "state": _("County"),
    "city": _("City"),
    "street": _("Street"),
    "postcode": _("Postcode"),
    "legal_form": _("Legal form"),
    "legal_id": _("Registration number"),
    "vat": _("VAT number"),
    "lei": _("LEI"),
    "nace": _("Activity code (CAEN, NACE)"),
    "nace_rev": _("Revision of the activity code"),
    "industry": _("Industry"),
    "employees_min": _("Employees, at least"),
    "employees_max": _("Employees, at most"),
    "turnover": _("Turnover"),
    "website": _("Website"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "linkedin": _("LinkedIn"),
    "is_active": pgettext_lazy("company", "Active"),
}
"""What a column may be taken for."""

_WORDS = {
    "name": "name denumire nume firma companie company organisation organizatie societate",
    "source_key": "source_key key id cheie",
    "country": "country tara",
    "state": "state county judet region regiune",
    "city": "city oras localitate town",
    "street": "street strada address adresa",
    "postcode": "postcode zip cod_postal cod postal",
    "legal_form": "legal_form forma_juridica forma juridica",
    "legal_id": "legal_id registration number nr reg com cod_inmatriculare",
    "vat": "vat cui cif cod fiscal vatnumber",
    "lei": "lei",
    "nace": "nace caen cod caen",
    "nace_rev": "nace_rev revision revizie",
    "industry": "industry industrie domeniu",
    "employees_min": "employees_min employees angajati salariati",
    "employees_max": "employees_max",
    "turnover": "turnover cifra de afaceri",
    "website": "website web site url pagina",
    "email": "email e-mail mail",
    "phone": "phone telefon tel mobil",
    "linkedin": "linkedin linkedin_url",
    "is_active": "active activ activa is_active",
}
_TEXTS = ("city", "street", "postcode", "legal_form", "legal_id", "lei", "website", "email", "phone", "linkedin")
_NO = {"0", "nu", "no", "false", "fals", "n", "inactive", "radiata"}


class Generic:
    """A table of which a person says what its columns mean."""

    key = "generic"
    title = "CSV"
    licence = ""
    attribution = ""
    source_url = ""
    has_people = False

    def knows(self, _sources: list[Source]) -> bool:
        """Everything: it is asked last."""
        return True

    def rows(self, sources: list[Source], options: Options) -> Iterator[Company | Refused]:
        """The companies in the files, by the mapping that was confirmed or, without one, the proposed one."""
        for row, mapping in itertools.islice(self._mapped(sources, options), options.skip, None):
            try:
                yield _company(row, mapping, options)
            except Refused as refusal:
                yield refusal

    def _mapped(self, sources: list[Source], options: Options) -> Iterator[tuple[dict[str, str], Mapping[str, str]]]:
        """Each row with the mapping of its file."""
        for source in sources:
            delimiter = options.delimiter or delimiter_of(source)
            mapping = options.mapping or proposed(header_of(source, delimiter, options.encoding))
            for row in read_table(source, delimiter, options.encoding):
                yield row, mapping


def delimiter_of(source: Source) -> str:
    """The delimiter that divides the header most."""
    first = source.head().split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)


def header_of(source: Source, delimiter: str, encoding: str = "") -> list[str]:
    """The names of the columns."""
    first = source.head(encoding).split("\n", 1)[0].strip()
    return [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]


def proposed(header: list[str]) -> dict[str, str]:
    """Which of our fields each column seems to be: our field → the column's name."""
    found: dict[str, str] = {}
    names = {folded(name).replace(".", " ").strip(): name for name in header}
    for field, words in _WORDS.items():
        known = {field, *words.split(" ")}
        match = next((names[name] for name in names if name == field or name in known), None)
        match = match or next((names[name] for name in names if set(name.replace("_", " ").split()) & known), None)
        if match and match not in found.values():
            found[field] = match
    return found


def _company(row: dict[str, str], mapping: Mapping[str, str], options: Options) -> Company:
    if not row:
        raise Refused("broken")
    told = {field: row.get(column, "").strip() for field, column in mapping.items()}
    company = Company(source_key="", name=told.get("name", ""), country=_country(told, options))
    for name in (
        "city",
        "street",
        "postcode",
        "legal_form",
        "legal_id",
        "lei",
        "website",
        "email",
        "phone",
        "linkedin",
    ):
        setattr(company, name, told.get(name, ""))
    for name in ("employees_min", "employees_max", "turnover"):
        setattr(company, name, number(told.get(name)))
    company.vat, company.state = _vat(told, company.country), _state(told, company.country)
    company.nace, revision = told.get("nace", ""), number(told.get("nace_rev")) or 2
    company.nace_rev = revision if company.nace else 0
    company.industry = _industry(told, revision)
    company.licence = row.get("licence", "")
    company.is_active = folded(told.get("is_active", "")) not in _NO
    keys = (told.get("source_key"), company.vat, company.legal_id, company.lei, company.name)
    company.source_key = next((key for key in keys if key), "")
    return finished(company)


def _country(told: Mapping[str, str], options: Options) -> str:
    return country_code(told.get("country", "")) or options.country


def _vat(told: Mapping[str, str], country: str) -> str:
    vat = told.get("vat", "")
    return f"RO{checked_cui(vat)}" if country == "RO" and vat else vat


def _state(told: Mapping[str, str], country: str) -> str:
    """The county as a code of ISO 3166-2, which a register may give by its name."""
    state = told.get("state", "")
    if state[:3].upper() == f"{country}-":
        return state.upper()
    return county_code(state) if country == "RO" else ""


def _industry(told: Mapping[str, str], revision: int) -> str:
    slug = told.get("industry", "")
    if industries.industry(slug):
        return slug
    by_code = industries.of_nace(told.get("nace", ""), revision)
    return by_code or industries.of_linkedin(slug) or industries.of_gics(slug)
