"""Builders for tests."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from filon.accounts.models import User
from filon.leadmining.importers import Options, Source
from filon.leadmining.models import Dataset, MiningRequest
from filon.leadmining.services.loading import register_dataset, run_load
from filon.leadmining.services.requesting import create_request
from filon.organisation.models import Country

HEADER = ("source_key", "name", "country", "state", "city", "vat", "industry", "employees_min", "employees_max",
          "website", "email", "phone", "active", "legal_form")  # fmt: skip


def company_row(number: int, **values: Any) -> dict[str, Any]:
    """One row of a table of companies."""
    row = {
        "source_key": f"K{number}",
        "name": f"Firma {number} SRL",
        "country": "RO",
        "state": "RO-CJ",
        "city": "Cluj-Napoca",
        "industry": "software-it",
        "website": f"https://www.firma{number}.example",
        "active": "1",
    }
    return {**dict.fromkeys(HEADER, ""), **row, **values}


def a_table(folder: Path, rows: Iterable[dict[str, Any]], name: str = "firme.csv") -> Path:
    """A file of companies."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=HEADER)
        writer.writeheader()
        writer.writerows(rows)
    return path


def a_dataset(folder: Path, rows: Iterable[dict[str, Any]], title: str = "Firme") -> Dataset:
    """Companies in the directory."""
    source = Source(a_table(folder, rows, f"{title}.csv"))
    dataset = register_dataset(actor=None, sources=[source], key="generic", title=title, options=Options())
    run_load(dataset, print)
    dataset.refresh_from_db()
    return dataset


def a_request(user: User, **values: Any) -> MiningRequest:
    """A draft that asks for Romanian software companies."""
    countries = [Country.objects.get(pk=code) for code in values.pop("countries", ["RO"])]
    return create_request(actor=user, countries=countries, **{"industries": ["software-it"], **values})
