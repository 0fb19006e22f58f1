"""Where a configuration row is in use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Use:
    """Rows that refer to a configuration row by `field`. `noun` counts them, as in `RecordList`."""

    rows: Callable[[], QuerySet[Any]]
    field: str
    noun: Any
