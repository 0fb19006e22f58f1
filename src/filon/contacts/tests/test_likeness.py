"""Names that are one name written twice are told from names that only look so."""

import csv
import gzip
from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from filon.contacts.services.judging import LIKELY, Row, judge
from filon.contacts.services.likeness import SHOWN, NameParts, likeness, names_alike, parts_of

HERE = Path(__file__).parent
REAL = Path("/work/shared/data/companies/directory_large.csv.gz")


def judged(half: str) -> tuple[float, float, list[str]]:
    """Precision and recall on one half of the labelled pairs, and the pairs that are judged wrongly."""
    right, shown, same, wrong = 0, 0, 0, []
    with (HERE / f"names_{half}.csv").open(encoding="utf-8") as lines:
        for pair in csv.DictReader(lines):
            is_alike = names_alike(pair["left"], pair["right"], are_companies=pair["kind"] == "company")
            is_same = pair["same"] == "1"
            right, shown, same = right + (is_alike and is_same), shown + is_alike, same + is_same
            if is_alike != is_same:
                wrong.append(f"{pair['left']} | {pair['right']} | {pair['same']}")
    return right / shown, right / same, wrong


def test_pairs_that_nobody_tuned_on_are_judged_well() -> None:
    precision, recall, wrong = judged("held_out")
    assert precision >= 0.98, wrong
    assert recall >= 0.9, wrong


def test_pairs_to_tune_on_are_judged_well() -> None:
    precision, _recall, wrong = judged("to_tune_on")
    assert precision >= 0.98, wrong


@pytest.mark.parametrize(
    ("left", "right"), [("Codrul SRL", "Codrul SA"), ("Popa Ion PFA", "Popa Ion SRL"), ("Alfa 1 SRL", "Alfa 2 SRL")]
)
def test_another_legal_form_or_number_is_another_company(left: str, right: str) -> None:
    assert not names_alike(left, right, are_companies=True)


@pytest.mark.skipif(not REAL.exists(), reason="the directory of real companies is not on this machine")
def test_real_companies_with_different_legal_ids_are_rarely_taken_for_one() -> None:
    """Of pairs that share half a name. The same name twice under two ids is told apart by the ids, not by the name."""
    compared, flagged = 0, []
    for rows in _sharing_a_half():
        for place, (left, its_id, parts) in enumerate(rows):
            for right, other_id, others in rows[place + 1 :]:
                if its_id != other_id and parts.ordered != others.ordered:
                    compared += 1
                    if likeness(parts, others, are_companies=True) >= SHOWN:
                        flagged.append((left, right))
    assert compared > 50_000
    assert len(flagged) / compared <= 5 / 10_000, flagged[:20]


@pytest.mark.skipif(not REAL.exists(), reason="the directory of real companies is not on this machine")
def test_real_companies_of_one_name_and_two_legal_ids_are_never_taken_for_one() -> None:
    named = defaultdict(list)
    for rows in _sharing_a_half():
        for name, its_id, parts in rows:
            named[parts.ordered].append(Row(0, name, True, None, "", "", "", "", its_id, "RO", "", None))
    pairs = [pair for rows in named.values() for pair in combinations(rows[:5], 2)]
    pairs = [(one, other) for one, other in pairs if one.registration != other.registration]
    assert len(pairs) > 100
    assert [pair for pair in pairs if judge(*pair).score >= LIKELY] == []


@cache
def _sharing_a_half() -> list[list[tuple[str, str, NameParts]]]:
    blocks = defaultdict(list)
    with gzip.open(REAL, "rt", encoding="utf-8") as lines:
        for place, company in enumerate(csv.DictReader(lines)):
            if place % 3:
                continue  # a third of them keeps the test short; all of them give the same share
            parts = parts_of(company["name"], True)
            half = len(parts.joined) // 2
            own = (company["name"], company["legal_id"] or company["lei"] or company["source_key"], parts)
            for key in (f"^{parts.joined[:half]}", f"{parts.joined[-half:]}$"):
                blocks[company["country"], key].append(own)
    return [rows for rows in blocks.values() if 1 < len(rows) <= 50]
