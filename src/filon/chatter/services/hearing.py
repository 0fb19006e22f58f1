"""What people outside say on a page of ours, not by mail."""

from collections.abc import Sequence

from django.db import transaction

from filon.accounts.models import User
from filon.chatter.choices import MessageKind, Reason
from filon.chatter.models import Message, Notification
from filon.chatter.services.attaching import Upload, attach
from filon.chatter.services.records import visible_record
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
    told = {user.pk: user for user in User.objects.active().filter(follows__record_id=record_id)}
    told |= {user.pk: user for user in also_tell if user.is_active}
    Notification.objects.bulk_create(
        Notification(user=user, record_id=record_id, message=message, reason=Reason.MESSAGE)
        for user in told.values()
        if visible_record(user, record_id)
    )
    return message
