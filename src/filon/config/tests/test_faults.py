"""What stops a command is one sentence."""

import errno

import pytest
from django.db import OperationalError

from filon.config import faults


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/srv/filon"), "The disk is full: free some space"),
        (OSError(errno.EROFS, "Read-only file system", "/srv/filon"), "The file system cannot be written to"),
        (OSError(errno.EACCES, "Permission denied", "/srv/filon"), "Permission is denied"),
        (OSError(errno.ENOTDIR, "Not a directory", "/srv/filon"), "Not a directory (/srv/filon)."),
    ],
)
def test_a_fault_of_the_file_system_names_the_place(error, said):
    sentence = faults.of_file(error)
    assert sentence.startswith(said)
    assert "/srv/filon" in sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("database or disk is full", "The disk is full: free some space and start again."),
        ("attempt to write a readonly database", "The database file cannot be written to"),
        ("file is not a database", "The file filon.sqlite3 in the data folder is not a database"),
        ("connection refused\nIs it running?", "The database cannot be used: connection refused."),
    ],
)
def test_a_fault_of_the_database_is_put_in_words(text, said):
    assert faults.of_database(OperationalError(text)).startswith(said)
