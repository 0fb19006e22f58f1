"""What threads are to the house, and what contacts are to threads."""

from filon.chatter.hooks import recipient_sources
from filon.chatter.services.recipients import contact_recipients
from filon.contacts.models import Contact

recipient_sources.register(Contact.record_kind, contact_recipients)
