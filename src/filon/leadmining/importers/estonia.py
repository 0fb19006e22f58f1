"""Estonia: the e-Business Register's open data."""

from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers.base import Options, finished
from filon.leadmining.importers.tables import Table

_SOLE_TRADER = "Füüsilisest isikust ettevõtja"


class Estonia(Table):
    """The simple data of Estonian undertakings."""

    key = "estonia"
    title = "e-Äriregister"
    licence = "RIK open data terms"
    attribution = "Registrite ja Infosüsteemide Keskus, e-Äriregister"
    source_url = "https://avaandmed.ariregister.rik.ee/en/downloading-open-data"
    has_people = False
    columns = ("nimi", "ariregistri_kood", "kmkr_nr")
    delimiter = ";"

    def company(self, row: dict[str, str], options: Options) -> Company:
        """What a row means."""
        if not row:
            raise Refused("broken")
        form = row["ettevotja_oiguslik_vorm"].strip()
        if form.startswith(_SOLE_TRADER) and not options.with_sole_traders:
            raise Refused("sole_trader")
        place = row.get("asukoha_ehak_tekstina", "").split(",")[0]
        return finished(
            Company(
                source_key=row["ariregistri_kood"].strip(),
                name=row["nimi"],
                legal_form=form,
                country="EE",
                city=place.removesuffix(" linn").strip(),
                street=row.get("asukoht_ettevotja_aadressis", "").strip(),
                postcode=row.get("indeks_ettevotja_aadressis", "").strip(),
                legal_id=row["ariregistri_kood"].strip(),
                vat=row["kmkr_nr"].strip(),
                founded="-".join(reversed(row.get("ettevotja_esmakande_kpv", "").split("."))),
                is_active=row.get("ettevotja_staatus", "R") == "R",
                status_text=row.get("ettevotja_staatus_tekstina", "").strip(),
            )
        )
