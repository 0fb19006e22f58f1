"""The rows of this room."""

from filon.exchange.models.imports import Import, ImportRow

__all__ = ["Import", "ImportRow"]
