"""Latvia: the Register of Enterprises."""

from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers.base import Options, finished
from filon.leadmining.importers.tables import Table

_SOLE_TRADERS = {"IK", "IND"}


class Latvia(Table):
    """Entities of the Latvian registers."""

    key = "latvia"
    title = "Uzņēmumu reģistrs"
    licence = "CC0 1.0"
    attribution = "Latvijas Republikas Uzņēmumu reģistrs"
    source_url = "https://data.gov.lv/dati/lv/dataset/uz"
    has_people = False
    columns = ("regcode", "name", "type", "terminated", "atvk")
    delimiter = ";"

    def company(self, row: dict[str, str], options: Options) -> Company:
        """What a row means."""
        if not row:
            raise Refused("broken")
        form = row["type"].strip()
        if form in _SOLE_TRADERS and not options.with_sole_traders:
            raise Refused("sole_trader")
        place, _comma, street = row.get("address", "").partition(",")
        return finished(
            Company(
                source_key=row["regcode"].strip(),
                name=row["name"],
                legal_form=form,
                country="LV",
                city=place.strip(),
                street=street.strip(),
                postcode=f"LV-{row['index'].strip()}" if row.get("index", "").strip() else "",
                legal_id=row["regcode"].strip(),
                founded=row.get("registered", "").strip(),
                is_active=not row["terminated"].strip() and not row.get("closed", "").strip(),
                status_text="" if not row["terminated"].strip() else "terminated",
            )
        )
