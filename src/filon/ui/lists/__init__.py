"""The list kit: a room declares a list once and gets its table, filters, search, export and bulk actions."""

from filon.ui.lists import cells
from filon.ui.lists.declaration import BulkAction, Column, Grouping, Known, Primary, RecordList, Use, View
from filon.ui.lists.filters import Choices, Dates, Facet, Flag, Flags, Linked, Numbers
from filon.ui.lists.table import TABLE
from filon.ui.lists.views import list_view

__all__ = [
    "TABLE",
    "BulkAction",
    "Choices",
    "Column",
    "Dates",
    "Facet",
    "Flag",
    "Flags",
    "Grouping",
    "Known",
    "Linked",
    "Numbers",
    "Primary",
    "RecordList",
    "Use",
    "View",
    "cells",
    "list_view",
]
