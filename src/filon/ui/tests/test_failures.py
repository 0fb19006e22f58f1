"""What a user reads when something fails on our side."""

import errno

import pytest
from django.db import OperationalError

from filon.ui.views.errors import failed

FULL = [
    OSError(errno.ENOSPC, "No space left on device"),
    OperationalError("database or disk is full"),
    OperationalError('could not extend file "base/1": No space left on device'),
]


def answer_to(fault: Exception, rf):
    try:
        raise fault
    except Exception:
        return failed(rf.get("/crm/"))


@pytest.mark.parametrize("fault", FULL)
def test_a_full_disk_is_said_in_a_sentence(rf, fault):
    answer = answer_to(fault, rf)
    assert answer.status_code == 503
    assert "Discul serverului este plin" in answer.content.decode()


def test_a_database_that_is_away_is_another_sentence(rf):
    answer = answer_to(OperationalError("connection refused"), rf)
    assert answer.status_code == 503
    assert "Discul" not in answer.content.decode()


def test_anything_else_gets_a_reference(rf):
    answer = answer_to(RuntimeError("no"), rf)
    assert answer.status_code == 500
    assert "F-" in answer.content.decode()
