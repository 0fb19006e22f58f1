"""The world's legal entities: GLEIF's golden copy, level 1."""

from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers.base import Options, finished
from filon.leadmining.importers.tables import Table


class Gleif(Table):
    """Entities with an LEI. Funds and sole proprietors stay out."""

    key = "gleif"
    title = "GLEIF"
    licence = "CC0 1.0"
    attribution = "Global Legal Entity Identifier Foundation, golden copy"
    source_url = "https://www.gleif.org/en/lei-data/gleif-golden-copy"
    has_people = False
    columns = ("LEI", "Entity.LegalName", "Entity.LegalAddress.Country")

    def company(self, row: dict[str, str], options: Options) -> Company:
        """What a row means."""
        if not row:
            raise Refused("broken")
        category = row.get("Entity.EntityCategory", "")
        if category == "SOLE_PROPRIETOR" and not options.with_sole_traders:
            raise Refused("sole_trader")
        if category not in ("", "GENERAL", "BRANCH", "SOLE_PROPRIETOR"):
            raise Refused("fund")
        country = row["Entity.LegalAddress.Country"].strip().upper()
        register = row.get("Entity.RegistrationAuthority.RegistrationAuthorityEntityID", "").strip()
        legal_id = register if country != "RO" or register.isdecimal() else ""
        return finished(
            Company(
                source_key=row["LEI"].strip(),
                name=row["Entity.LegalName"],
                country=country,
                state=row.get("Entity.LegalAddress.Region", "").strip(),
                city=row.get("Entity.LegalAddress.City", "").strip(),
                street=row.get("Entity.LegalAddress.FirstAddressLine", "").strip(),
                postcode=row.get("Entity.LegalAddress.PostalCode", "").strip(),
                lei=row["LEI"].strip(),
                legal_id=legal_id,
                vat=f"RO{legal_id}" if country == "RO" and legal_id else "",
                is_active=row.get("Entity.EntityStatus", "ACTIVE") == "ACTIVE",
                status_text=row.get("Entity.EntityStatus", "").lower(),
            )
        )
