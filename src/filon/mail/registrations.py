"""What this room registers with the rooms below, and with itself."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from filon.accounts.hooks import password_reset_requested, user_invited
from filon.accounts.models import User
from filon.core import diagnostics
from filon.jobs import schedules
from filon.mail.handlers import send_invitation, send_reset_link
from filon.mail.hooks import message_arrived, message_queued, messages_arrived
from filon.mail.services.examining import examine
from filon.mail.tasks import enqueue_arrivals, enqueue_route, enqueue_send, forget_old, heal, visit_mailboxes
from filon.ui.menu import MenuEntry, menu


def _is_administrator(user: Any) -> bool:
    return isinstance(user, User) and user.is_administrator


message_arrived.register(enqueue_route)
messages_arrived.register(enqueue_arrivals)
message_queued.register(enqueue_send)
diagnostics.register("mail", examine)
user_invited.register(send_invitation)
password_reset_requested.register(send_reset_link)
schedules.register("heal-mail", heal, every=timedelta(minutes=1))
schedules.register("read-mailboxes", visit_mailboxes, every=timedelta(minutes=1))
schedules.register("forget-mail", forget_old, every=timedelta(days=1))
menu.register(
    MenuEntry(
        "message-ledger",
        _("Message ledger"),
        url_name="mail:inbound-list",
        icon="inbox",
        parent="system",
        order=30,
        visible_to=_is_administrator,
        description=_("Every message that reached us, and what became of it."),
    )
)
menu.register(
    MenuEntry(
        "mail-settings",
        _("E-mail"),
        url_name="mail:settings",
        icon="mail",
        parent="system",
        order=29,
        visible_to=_is_administrator,
        description=_("Mailboxes from which messages are fetched, and the rules that hold for all messages."),
    )
)
menu.register(
    MenuEntry(
        "outgoing-messages",
        _("Outgoing messages"),
        url_name="mail:outbound-list",
        icon="send",
        parent="system",
        order=31,
        visible_to=_is_administrator,
        description=_("Messages that we send: waiting, sent, failed and returned."),
    )
)
