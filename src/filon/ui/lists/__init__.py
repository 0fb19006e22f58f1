"""The list kit: a room declares a list once and gets its table, filters, search, export and bulk actions."""

from filon.ui import cells
from filon.ui.lists.declaration import (
    Analysis,
    BulkAction,
    Column,
    Editing,
    Grouping,
    Known,
    Measure,
    Primary,
    RecordList,
    View,
)
from filon.ui.lists.filters import IN_USE, Choices, Dates, Facet, Flag, Flags, Linked, Numbers, Texts
from filon.ui.lists.table import TABLE
from filon.ui.lists.views import list_view

__all__ = [
    "IN_USE",
    "TABLE",
    "Analysis",
    "BulkAction",
    "Choices",
    "Column",
    "Dates",
    "Editing",
    "Facet",
    "Flag",
    "Flags",
    "Grouping",
    "Known",
    "Linked",
    "Measure",
    "Numbers",
    "Primary",
    "RecordList",
    "Texts",
    "View",
    "cells",
    "list_view",
]
