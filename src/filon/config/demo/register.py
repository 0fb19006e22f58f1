"""The demonstration's register: invented companies in real towns, so that lead mining can be tried at once."""

import csv
import itertools
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from filon.config.demo.companies import vat_of
from filon.leadmining.importers import Options, Source
from filon.leadmining.services.loading import register_dataset, run_load

_FIRST = 1_000
_TOWNS = (
    ("RO-CJ", "Cluj-Napoca", "0264"), ("RO-B", "București, sectorul 3", "0215"), ("RO-TM", "Timișoara", "0256"),
    ("RO-IS", "Iași", "0232"), ("RO-BV", "Brașov", "0268"), ("RO-CT", "Constanța", "0241"), ("RO-SB", "Sibiu", "0269"),
    ("RO-BH", "Oradea", "0259"),
)  # fmt: skip
_TRADES = (
    ("construction", "4120", "Construct"), ("hospitality", "5510", "Pensiunea"), ("food-beverage", "1071", "Brutăria"),
    ("transport-logistics", "4941", "Trans"), ("agriculture", "0111", "Agro"), ("retail", "4711", "Magazinul"),
    ("software-it", "6201", "Soft"), ("metals-materials", "2511", "Metal"), ("health", "8622", "Clinica"),
    ("professional", "6920", "Conta"),
)  # fmt: skip
_NAMES = ("Arinul", "Bradul", "Cerna", "Doina", "Fântâna")
_COLUMNS = ("name", "country", "state", "city", "street", "vat", "nace", "nace_rev", "industry", "legal_form",
            "employees_min", "employees_max", "website", "email", "phone", "active")  # fmt: skip


def load_register() -> None:
    """Load them as a person would load a table: about every third has a web site, every fourth a telephone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(_COLUMNS)
            rows.writerows(
                _row(number, *item) for number, item in enumerate(itertools.product(_NAMES, _TRADES, _TOWNS))
            )
        dataset = register_dataset(
            actor=None,
            sources=[Source(path)],
            key="generic",
            title=_("Demonstration register"),
            options=Options(),
            licence="CC0",
            attribution=_("Invented companies"),
        )
        run_load(dataset, lambda _rows: None)


def _row(number: int, name: str, trade: tuple[str, str, str], town: tuple[str, str, str]) -> tuple[object, ...]:
    state, city, prefix = town
    industry, nace, word = trade
    size = 1 + number * 7 % 240
    site = f"{word}-{name}-{number}.example".lower().translate(str.maketrans("ăâșțî", "aasti"))
    return (
        f"{word} {name} {city.split(',')[0]} SRL", "RO", state, city, f"Str. Livezii {1 + number % 90}",
        vat_of(_FIRST + number), nace, 2, industry, "SRL", size, size,
        f"https://www.{site}" if number % 3 else "", f"office@{site}" if number % 3 and number % 2 else "",
        f"{prefix} 555 {number:03d}" if number % 4 == 0 else "", "0" if number % 17 == 0 else "1",
    )  # fmt: skip
