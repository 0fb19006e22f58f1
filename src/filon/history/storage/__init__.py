"""Rows as the database stores them, read into images and written from them: never through Python field values."""

from filon.history.storage.rows import Rows, rows_of

__all__ = ["Rows", "rows_of"]
