"""CRM, Quotations."""

from filon.sales.lists.quotations import QUOTATIONS
from filon.ui.lists import list_view

quotation_list = list_view(QUOTATIONS)
