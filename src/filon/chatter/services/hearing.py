"""What people outside say on a page of ours, not by mail."""

from collections.abc import Sequence

from django.db import transaction

from filon.accounts.models import User
from filon.chatter.choices import MessageKind, Reason
from filon.chatter.models import Message
from filon.chatter.services.attaching import Upload, attach
from filon.chatter.services.notifying import notify_followers
from filon.contacts.models import Contact


@transaction.atomic
def post_heard(
    *, record_id: int, author: Contact, body: str, also_tell: Sequence[User] = (), files: Sequence[Upload] = ()
) -> Message:
    """Put into the thread what a contact said. Those who follow the record are told, and `also_tell`."""
    message = Message.objects.create(
        record_id=record_id, kind=MessageKind.INBOUND, author_contact=author, body_text=body.strip()
    )
    for upload in files:
        attach(actor=None, record_id=record_id, upload=upload, message=message)
    notify_followers(message, also=also_tell, reason=Reason.MESSAGE)
    return message
