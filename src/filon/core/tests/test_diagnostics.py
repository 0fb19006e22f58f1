"""What the doctor looks at."""

import pytest

from filon.core import diagnostics
from filon.core.diagnostics import Finding
from filon.core.registry import Registry


@pytest.fixture
def no_checks(monkeypatch):
    monkeypatch.setattr(diagnostics, "checks", Registry("check"))


def test_a_check_that_stumbles_is_a_fault_and_the_others_still_run(no_checks):
    def stumbling():
        raise RuntimeError("the disk is gone")

    diagnostics.register("disk", stumbling)
    diagnostics.register("clock", lambda: [Finding("clock", True, "The clock is right.")])
    assert list(diagnostics.examine()) == [
        Finding("disk", False, "RuntimeError: the disk is gone"),
        Finding("clock", True, "The clock is right."),
    ]
