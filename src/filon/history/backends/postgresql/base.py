"""PostgreSQL with recording."""

from django.db.backends.postgresql import base

from filon.history.backends.recording import RecordingWrapper


class DatabaseWrapper(RecordingWrapper, base.DatabaseWrapper):
    """A connection that names the open change-set to the triggers."""
