"""What threads are to the house, and what contacts are to threads."""

from django.utils.translation import gettext_lazy as _

from filon.chatter import policies
from filon.chatter.handlers import match_reply, tell_bounced
from filon.chatter.hooks import mailing_queued, recipient_sources, wordings
from filon.chatter.lists import addresses_of_contacts, writing_action
from filon.chatter.models import Message
from filon.chatter.panels import bell, thread
from filon.chatter.services.following import address_follows
from filon.chatter.services.recipients import contact_recipients
from filon.chatter.services.sending import messages_that_stay
from filon.chatter.services.wording import CONTACT
from filon.chatter.tasks import enqueue_mailing
from filon.contacts.lists import added_actions
from filon.contacts.models import Contact
from filon.history.derived import register_irreversible
from filon.mail.hooks import message_bounced
from filon.mail.routing import follower_checks, reply_matchers
from filon.search.registry import register_page_words
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

reply_matchers.register("thread", match_reply)
message_bounced.register(tell_bounced)
follower_checks.register("followers", address_follows)
register_irreversible(Message, messages_that_stay, whose=("record_id", "author_contact_id", "subject"))
mailing_queued.register(enqueue_mailing)
added_actions.register("write", writing_action(Contact.record_kind, addresses_of_contacts))
recipient_sources.register(Contact.record_kind, contact_recipients)
wordings.register(Contact.record_kind, CONTACT)

menu.register(
    MenuEntry(
        "message-templates",
        _("Message templates"),
        url_name="chatter:templates",
        icon="template",
        parent="configuration",
        order=30,
        visible_to=policies.may_configure,
        description=_("What is written again and again, with the customer's name and more filled in."),
    )
)
register_page_words("message-templates", "sabloane de mesaj sablon email template mail templates")
panels.register("header", "bell", Panel("chatter/bell.html", bell, order=50))
panels.register("contacts.contact.aside", "thread", Panel("chatter/thread.html", thread))
