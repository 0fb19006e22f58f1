"""Norway: the Central Coordinating Register for Legal Entities."""

from filon.leadmining import industries
from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers.base import Options, finished, number
from filon.leadmining.importers.tables import Table

_SOLE_TRADERS = {"ENK"}


class Brreg(Table):
    """The units of the register, with web sites, e-mail addresses and numbers of employees."""

    key = "brreg"
    title = "Brønnøysundregistrene"
    licence = "NLOD 2.0"
    attribution = "Enhetsregisteret, Brønnøysundregistrene"
    source_url = "https://data.brreg.no/enhetsregisteret/api/docs/index.html"
    has_people = False
    columns = ("organisasjonsnummer", "navn", "organisasjonsform.kode")

    def company(self, row: dict[str, str], options: Options) -> Company:
        """What a row means."""
        if not row:
            raise Refused("broken")
        form = row["organisasjonsform.kode"].strip()
        if form in _SOLE_TRADERS and not options.with_sole_traders:
            raise Refused("sole_trader")
        key, nace = row["organisasjonsnummer"].strip(), row.get("naeringskode1.kode", "").strip()
        employees = number(row.get("antallAnsatte"))
        ended = "true" in (row.get("konkurs", "").lower(), row.get("underAvvikling", "").lower())
        digits = "".join(letter for letter in nace if letter.isdigit())[:4]
        return finished(
            Company(
                source_key=key,
                name=row["navn"],
                legal_form=form,
                country=row.get("forretningsadresse.landkode", "").strip() or "NO",
                city=row.get("forretningsadresse.poststed", "").title(),
                street=row.get("forretningsadresse.adresse", ""),
                postcode=row.get("forretningsadresse.postnummer", ""),
                legal_id=key,
                vat=f"NO{key}MVA" if row.get("registrertIMvaRegisteret", "").lower() == "true" else "",
                nace=digits,
                nace_rev=3,
                class_scheme="SN2025",
                class_code=nace,
                industry=industries.of_nace(digits, 3),
                industry_confidence="source",
                employees_min=employees,
                employees_max=employees,
                website=row.get("hjemmeside", "").strip(),
                email=row.get("epostadresse", ""),
                phone=_phone(row.get("telefon", "") or row.get("mobil", "")),
                is_active=not ended,
            )
        )


def _phone(text: str) -> str:
    """With the country's code, which the register leaves out."""
    bare = text.strip()
    return f"+47 {bare}" if bare and not bare.startswith("+") else bare
