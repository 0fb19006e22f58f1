"""The currencies, countries and Romanian counties that every installation starts with."""

from babel import Locale
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CURRENCIES = [
    ("RON", "leu românesc", "Romanian leu", "lei"),
    ("EUR", "euro", "Euro", "€"),
    ("USD", "dolar american", "US dollar", "$"),
    ("GBP", "liră sterlină", "Pound sterling", "£"),
    ("CHF", "franc elvețian", "Swiss franc", "CHF"),
    ("HUF", "forint maghiar", "Hungarian forint", "Ft"),
    ("BGN", "leva bulgărească", "Bulgarian lev", "лв"),
    ("MDL", "leu moldovenesc", "Moldovan leu", "MDL"),
    ("PLN", "zlot polonez", "Polish złoty", "zł"),
    ("CZK", "coroană cehă", "Czech koruna", "Kč"),
    ("DKK", "coroană daneză", "Danish krone", "DKK"),
    ("SEK", "coroană suedeză", "Swedish krona", "SEK"),
    ("NOK", "coroană norvegiană", "Norwegian krone", "NOK"),
    ("RSD", "dinar sârbesc", "Serbian dinar", "RSD"),
    ("TRY", "liră turcească", "Turkish lira", "₺"),
    ("UAH", "hrivnă ucraineană", "Ukrainian hryvnia", "₴"),
    ("CAD", "dolar canadian", "Canadian dollar", "CAD"),
    ("AUD", "dolar australian", "Australian dollar", "AUD"),
    ("JPY", "yen japonez", "Japanese yen", "¥"),
    ("CNY", "yuan chinezesc", "Chinese yuan", "CNY"),
]
# Bulgaria has paid in euro since 1 January 2026; the lev stays for old records.
ARCHIVED = {"BGN"}

# CLDR also names regions that are not countries: groups, exclaves, test codes.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

# ISO 3166-2:RO.
COUNTIES = {
    "AB": "Alba", "AR": "Arad", "AG": "Argeș", "BC": "Bacău", "BH": "Bihor", "BN": "Bistrița-Năsăud",
    "BT": "Botoșani", "BR": "Brăila", "BV": "Brașov", "B": "București", "BZ": "Buzău", "CL": "Călărași",
    "CS": "Caraș-Severin", "CJ": "Cluj", "CT": "Constanța", "CV": "Covasna", "DB": "Dâmbovița", "DJ": "Dolj",
    "GL": "Galați", "GR": "Giurgiu", "GJ": "Gorj", "HR": "Harghita", "HD": "Hunedoara", "IL": "Ialomița",
    "IS": "Iași", "IF": "Ilfov", "MM": "Maramureș", "MH": "Mehedinți", "MS": "Mureș", "NT": "Neamț",
    "OT": "Olt", "PH": "Prahova", "SJ": "Sălaj", "SM": "Satu Mare", "SB": "Sibiu", "SV": "Suceava",
    "TR": "Teleorman", "TM": "Timiș", "TL": "Tulcea", "VL": "Vâlcea", "VS": "Vaslui", "VN": "Vrancea",
}  # fmt: skip


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Insert the rows."""
    currency, country, subdivision = (
        apps.get_model("organisation", name) for name in ("Currency", "Country", "Subdivision")
    )
    currency.objects.bulk_create(
        currency(code=code, name={"ro": romanian, "en": english}, symbol=symbol, is_active=code not in ARCHIVED)
        for code, romanian, english, symbol in CURRENCIES
    )
    romanian, english = Locale("ro").territories, Locale("en").territories
    country.objects.bulk_create(
        country(code=code, name={"ro": romanian[code], "en": english[code]})
        for code in sorted(romanian)
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    )
    subdivision.objects.bulk_create(
        subdivision(code=f"RO-{code}", country_id="RO", name=name) for code, name in COUNTIES.items()
    )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
