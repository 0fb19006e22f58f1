"""United Kingdom: Companies House, the free company data product."""

from filon.leadmining import industries
from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers.base import Options, finished
from filon.leadmining.importers.tables import Table

_NOT_TRADING = {"9999", "9800", "7499"}
_SIZES = {"MICRO ENTITY": (0, 9), "SMALL": (10, 49), "MEDIUM": (50, 249)}


class CompaniesHouse(Table):
    """Companies of the United Kingdom; some of the header's names begin with a space."""

    key = "companies-house"
    title = "Companies House"
    licence = "Open Government Licence 3.0"
    attribution = "Companies House, free company data product"
    source_url = "https://download.companieshouse.gov.uk/en_output.html"
    has_people = False
    columns = ("CompanyName", "CompanyNumber", "SICCode.SicText_1")

    def company(self, row: dict[str, str], _options: Options) -> Company:
        """What a row means."""
        if not row:
            raise Refused("broken")
        code = row["SICCode.SicText_1"].split(" ", 1)[0].strip()
        trades = code[:4] not in _NOT_TRADING
        low, high = _SIZES.get(row.get("Accounts.AccountCategory", "").strip().upper(), (None, None))
        lines = (row.get("RegAddress.AddressLine1", ""), row.get("RegAddress.AddressLine2", ""))
        return finished(
            Company(
                source_key=row["CompanyNumber"].strip(),
                name=row["CompanyName"],
                legal_form=row.get("CompanyCategory", "").strip(),
                country="GB",
                city=row.get("RegAddress.PostTown", "").title(),
                street=", ".join(line.strip() for line in lines if line.strip()),
                postcode=row.get("RegAddress.PostCode", ""),
                legal_id=row["CompanyNumber"].strip(),
                nace=code[:4] if trades and code.isdecimal() else "",
                nace_rev=2,
                class_scheme="SIC2007",
                class_code=code,
                industry=industries.of_nace(code[:4], 2) if trades else "",
                industry_confidence="source",
                employees_min=low,
                employees_max=high,
                founded="-".join(reversed(row.get("IncorporationDate", "").split("/"))),
                is_active=trades and row.get("CompanyStatus", "").strip() == "Active",
                status_text=row.get("CompanyStatus", "").strip(),
            )
        )
