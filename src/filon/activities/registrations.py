"""What activities are to the house."""

from filon.activities.hooks import activity_kinds
from filon.contacts.models import Contact

activity_kinds.register(Contact.record_kind, Contact.record_kind)
