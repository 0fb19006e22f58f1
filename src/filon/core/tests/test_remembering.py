"""What was seen lately is believed for a while, and not longer."""

from filon.core.remembering import Remembered


def test_a_fact_is_remembered_for_its_seconds():
    facts = Remembered(seconds=60)
    assert "common" not in facts
    facts.add("common")
    assert "common" in facts
    forgotten = Remembered(seconds=0)
    forgotten.add("common")
    assert "common" not in forgotten


def test_no_more_facts_are_kept_than_there_is_room_for():
    facts = Remembered(seconds=60, most=2)
    for number in range(3):
        facts.add(number)
    assert 2 in facts
    assert 0 not in facts
