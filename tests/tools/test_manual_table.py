"""The tables of the manual's sentences and of the rules name only what exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TABLES = {"manual.md": 30, "rules.md": 50}
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def _rows(name: str) -> list[list[str]]:
    lines = (ROOT / "docs" / "development" / name).read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith(("| „", "| §"))]
    return [row for row in cells if len(row) == 3]


def _is_there(path: str, function: str) -> bool:
    file = ROOT / path
    return file.is_file() and f"\ndef {function}(" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES)
def test_every_test_that_the_table_names_is_there(table):
    gone = [
        f"{path}::{name}" for row in _rows(table) for path, name in NAMED.findall(row[1]) if not _is_there(path, name)
    ]
    assert not gone


@pytest.mark.parametrize("table", TABLES)
def test_every_sentence_has_a_test_or_says_that_it_has_none(table):
    rows = _rows(table)
    assert len(rows) > TABLES[table]
    assert [row[0] for row in rows if not NAMED.search(row[1]) and row[1] != "not covered"] == []
