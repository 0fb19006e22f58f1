"""Units, Romanian VAT, a price list and payment terms, so that the first quotation can be written at once.

Rates: Legea 227/2015 (19, 9 and 5 per cent from 2017), Legea 141/2025 (21 and 11 per cent from 1 August 2025).
"""

from datetime import date
from decimal import Decimal

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from filon.core.normalising import sort_key

UNITS = [
    ("Bucăți", "Pieces", [("buc.", "pcs", 1, "0.01", "H87"), ("duzină", "dozen", 12, "0.01", "DZN")]),
    (
        "Timp",
        "Time",
        [("oră", "hour", 1, "0.01", "HUR"), ("zi", "day", 8, "0.01", "DAY"), ("lună", "month", 168, "0.01", "MON")],
    ),
    ("Servicii", "Services", [("serv.", "serv.", 1, "0.01", "C62")]),
    ("Lungime", "Length", [("m", "m", 1, "0.01", "MTR"), ("km", "km", 1000, "0.001", "KMT")]),
    ("Suprafață", "Area", [("m²", "m²", 1, "0.01", "MTK")]),
    ("Volum", "Volume", [("l", "l", 1, "0.01", "LTR"), ("m³", "m³", 1000, "0.001", "MTQ")]),
    ("Masă", "Mass", [("kg", "kg", 1, "0.001", "KGM"), ("t", "t", 1000, "0.001", "TNE")]),
    ("Energie", "Energy", [("kWh", "kWh", 1, "0.01", "KWH"), ("MWh", "MWh", 1000, "0.001", "MWH")]),
]
OLD, NEW = date(2017, 1, 1), date(2025, 8, 1)
STANDARD = [(OLD, 19), (NEW, 21)]
NONE = [(OLD, 0)]
TAXES = [
    ("TVA standard", "Standard VAT", "S", False, STANDARD, "", "", ""),
    ("TVA redusă", "Reduced VAT", "S", False, [(OLD, 9), (NEW, 11)], "", "", ""),
    ("TVA redusă 5 %", "Reduced VAT 5%", "S", False, [(OLD, 5), (NEW, None)], "", "", ""),
    ("TVA standard, inclusă în preț", "Standard VAT, included in the price", "S", True, STANDARD, "", "", ""),
    ("TVA redusă, inclusă în preț", "Reduced VAT, included", "S", True, [(OLD, 9), (NEW, 11)], "", "", ""),
    ("Taxare inversă", "Reverse charge", "AE", False, NONE, "VATEX-EU-AE", "Taxare inversă", "Reverse charge"),
    (
        "Livrare intracomunitară",
        "Intra-Community supply",
        "K",
        False,
        NONE,
        "VATEX-EU-IC",
        "Livrare intracomunitară scutită, art. 294 alin. (2) din Codul fiscal",
        "Exempt intra-Community supply, Art. 138 of Directive 2006/112/EC",
    ),
    (
        "Export",
        "Export",
        "G",
        False,
        NONE,
        "VATEX-EU-G",
        "Export scutit, art. 294 alin. (1) din Codul fiscal",
        "Exempt export, Art. 146 of Directive 2006/112/EC",
    ),
    (
        "Scutit de TVA",
        "Exempt from VAT",
        "E",
        False,
        NONE,
        "VATEX-EU-132",
        "Scutit fără drept de deducere, art. 292 din Codul fiscal",
        "Exempt, Art. 132 of Directive 2006/112/EC",
    ),
    (
        "Neplătitor de TVA",
        "Not registered for VAT",
        "O",
        False,
        NONE,
        "VATEX-EU-O",
        "Neînregistrat în scopuri de TVA, art. 310 din Codul fiscal",
        "Not subject to VAT",
    ),
]
TERMS = [
    ("La livrare", "On delivery", [(100, 0, "invoice")]),
    ("15 zile", "15 days", [(100, 15, "invoice")]),
    ("30 de zile", "30 days", [(100, 30, "invoice")]),
    ("60 de zile", "60 days", [(100, 60, "invoice")]),
    ("Avans 30 %, rest în 30 de zile", "30% down, the rest in 30 days", [(30, 0, "invoice"), (70, 30, "invoice")]),
    ("Sfârșitul lunii următoare", "End of the next month", [(100, 0, "next_month_end")]),
]


def _named(romanian: str, english: str) -> dict[str, object]:
    return {"name": {"ro": romanian, "en": english}, "sort_key": sort_key(romanian)}


def add(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Insert the rows."""
    model = {name: apps.get_model("catalog", name) for name in ("UnitFamily", "Unit", "Tax", "TaxRate")}
    place = 0
    for romanian, english, units in UNITS:
        family = model["UnitFamily"].objects.create(**_named(romanian, english))
        for name, in_english, factor, step, code in units:
            place += 1
            model["Unit"].objects.create(
                family=family,
                **_named(name, in_english),
                factor=factor,
                step=Decimal(step),
                code=code,
                sequence=place,
            )
    for sequence, (romanian, english, category, included, rates, code, reason, in_english) in enumerate(TAXES, 1):
        tax = model["Tax"].objects.create(
            **_named(romanian, english),
            category=category,
            is_included=included,
            sequence=sequence,
            exemption_code=code,
            exemption_reason={"ro": reason, "en": in_english} if reason else {},
        )
        for day, percent in rates:
            model["TaxRate"].objects.create(tax=tax, valid_from=day, percent=percent)
    _add_terms(apps)


def _add_terms(apps: StateApps) -> None:
    term_model, part_model = apps.get_model("catalog", "PaymentTerm"), apps.get_model("catalog", "PaymentTermPart")
    for sequence, (romanian, english, parts) in enumerate(TERMS, 1):
        term = term_model.objects.create(**_named(romanian, english), sequence=sequence)
        for percent, days, due_from in parts:
            part_model.objects.create(term=term, percent=percent, days=days, due_from=due_from)
    # Without rules a list gives the products' own prices.
    apps.get_model("catalog", "PriceList").objects.create(
        **_named("Prețuri de listă", "List prices"), currency_id="RON", sequence=1
    )


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_text_index"), ("organisation", "0003_our_company")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
