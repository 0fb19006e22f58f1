"""What both backends add to Django's: the recorder of each connection hears of commits and rollbacks."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from filon.history.context import Recorder


class RecordingWrapper(BaseDatabaseWrapper):
    """A connection that names the open change-set to the triggers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recorder = Recorder(self)
        self.execute_wrappers.append(self.recorder)

    def _commit(self) -> None:
        if self.connection is not None:
            self.recorder.before_commit()
        super()._commit()  # type: ignore[misc]
        self.recorder.committed()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.recorder.rolled_back()

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self.recorder.savepoint_rolled_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.recorder.rolled_back()
