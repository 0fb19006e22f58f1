"""Files as tables: what they hold, sheet by sheet, a row at a time. Nothing here knows records."""

from filon.exchange.sources.base import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Source
from filon.exchange.sources.opening import open_source

__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "Source", "open_source"]
