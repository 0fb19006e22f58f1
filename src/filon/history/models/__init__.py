"""The rows of this room."""

from filon.history.models.change import Change, Context, RecordedTable
from filon.history.models.change_set import ChangeSet

__all__ = ["Change", "ChangeSet", "Context", "RecordedTable"]
