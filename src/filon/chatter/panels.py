"""What threads put on the pages of other rooms: the thread beside a record, and the bell."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from filon.accounts.models import User
from filon.chatter import policies
from filon.chatter.forms.composer import ComposerForm
from filon.chatter.hooks import sender_takers
from filon.chatter.models import MessageTemplate
from filon.chatter.services.following import followers_of
from filon.chatter.services.notifying import unread_count
from filon.chatter.services.pinning import pinned
from filon.chatter.services.reading import Cursor, read_thread
from filon.chatter.services.recipients import suggested
from filon.chatter.services.records import ThreadRecord
from filon.chatter.services.seeing import is_unseen
from filon.chatter.services.sending import proposed_subject
from filon.contacts.services.bouncing import bouncing
from filon.core.models import RecordModel
from filon.core.record_types import record_types


def bell(request: HttpRequest, _subject: Any) -> dict[str, Any]:
    """How many notifications wait for the user."""
    return {"unread": unread_count(cast("User", request.user))}


def thread(request: HttpRequest, row: RecordModel) -> dict[str, Any]:
    """The thread of the record that `row` is, for its page, which has made sure that the user may see it."""
    return thread_context(request, ThreadRecord(row.pk, record_types[row.record_kind], row))


def thread_context(request: HttpRequest, record: ThreadRecord, form: ComposerForm | None = None) -> dict[str, Any]:
    """The composer, the followers and the newest entries of a thread."""
    user = cast("User", request.user)
    may_write = record.may_change(user)
    following = following_context(record, user)
    known = {"kind": record.type.kind, "followers": following["followers"]}
    recipients = suggested(record.pk, **known) if may_write else []
    return {
        **following,
        **stream_context(record, user),
        "form": form or ComposerForm(),
        "may_write": may_write,
        "recipients": recipients,
        "left_out": {each.address for each in recipients if form and form.leaves_out(each.address)},
        "told": [each.user for each in following["followers"] if each.user and each.user != user],
        "templates": MessageTemplate.objects.offered_for(record.type.kind) if may_write else [],
        "returned": bouncing([recipient.address for recipient in recipients]) if recipients else [],
        "pinned": pinned(record.pk),
        "proposed_subject": proposed_subject(user, record.pk) if may_write else "",
        "is_unseen": is_unseen(record.pk, user),
    }


def stream_context(record: ThreadRecord, user: User, cursor: Cursor | None = None) -> dict[str, Any]:
    """Some entries of a thread: the newest, or those below `cursor`."""
    return {
        "record": record,
        "page": read_thread(record.pk, cursor or Cursor(), reader=user),
        **message_context(user, record),
    }


def message_context(user: User, record: ThreadRecord) -> dict[str, Any]:
    """What every message of a thread needs beside itself."""
    return {
        "reader": user,
        "may_write": record.may_change(user),
        "may_take_writer": sender_takers.get(record.type.kind) is not None,
        "may_edit_notes": policies.may_edit_all(user),
        "sends_mail": bool(settings.FILON_EMAIL_URL),
    }


def following_context(record: ThreadRecord, user: User) -> dict[str, Any]:
    """Who follows, and whether the user does."""
    followers = followers_of(record.pk)
    return {
        "record": record,
        "followers": followers,
        "is_following": any(follower.user_id == user.pk for follower in followers),
    }
