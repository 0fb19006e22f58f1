"""The list of contacts."""

from filon.contacts.lists import CONTACTS
from filon.ui.lists.views import list_view

contact_list = list_view(CONTACTS)
