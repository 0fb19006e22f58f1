"""The table of the manual's sentences names only what exists."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "docs" / "development" / "manual.md"
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def _rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| „")]
    return [row for row in cells if len(row) == 3]


def _is_there(path: str, function: str) -> bool:
    file = ROOT / path
    return file.is_file() and f"\ndef {function}(" in file.read_text(encoding="utf-8")


def test_every_test_that_the_table_names_is_there():
    gone = [f"{path}::{name}" for row in _rows() for path, name in NAMED.findall(row[1]) if not _is_there(path, name)]
    assert not gone


def test_every_sentence_has_a_test_or_says_that_it_has_none():
    rows = _rows()
    assert len(rows) > 30
    assert [row[0] for row in rows if not NAMED.search(row[1]) and row[1] != "not covered"] == []
