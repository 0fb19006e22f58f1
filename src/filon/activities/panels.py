"""What activities put on the pages of other rooms."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import ngettext

from filon.accounts.requests import signed_in
from filon.activities.hooks import activity_kinds
from filon.activities.services.reading import due_count, open_of
from filon.activities.services.tasks import tasks_of
from filon.chatter.choices import MessageKind
from filon.chatter.models import Message
from filon.chatter.services.notifying import recent
from filon.chatter.services.records import ThreadRecord, visible_records
from filon.ui import formatting

SHOWN = 5
LOOKED_AT = 50


def next_steps_of(request: HttpRequest, record: ThreadRecord) -> dict[str, Any] | None:
    """On top of a thread: what is to be done about its record next."""
    if record.type.kind not in activity_kinds:
        return None
    user = signed_in(request)
    rows = list(open_of(record.pk)[: SHOWN + 1])
    more = open_of(record.pk).count() - SHOWN if len(rows) > SHOWN else 0
    words = ngettext("and %(shown)s more", "and %(shown)s more", more) % {"shown": formatting.number(more)}
    return {
        "record": record,
        "tasks": tasks_of(user, rows[:SHOWN]),
        "more": words if more else "",
    }


def counter(request: HttpRequest, _subject: Any) -> dict[str, Any]:
    """In the header: how many activities are due."""
    return {"due": due_count(signed_in(request))}


def unanswered(request: HttpRequest, _seen_at: Any) -> dict[str, Any] | None:
    """On one's day: messages from outside that nobody in charge has seen yet, on records that one sees."""
    waiting = Message.objects.filter(kind=MessageKind.INBOUND, seen_at__isnull=True, is_automatic=False)
    rows = list(waiting.select_related("record", "author_user", "author_contact").order_by("-pk")[:LOOKED_AT])
    ids: dict[str, set[int]] = {}
    for row in rows:
        ids.setdefault(row.record.kind, set()).add(row.record_id)
    records = visible_records(signed_in(request), ids)
    seen = [(row, records[row.record_id]) for row in rows if row.record_id in records]
    return {"messages": seen[:SHOWN]} if seen else None


def news(request: HttpRequest, seen_at: datetime | None) -> dict[str, Any] | None:
    """On one's day: what the bell has rung for since the last visit."""
    notices = [
        notice
        for notice in recent(signed_in(request), LOOKED_AT)
        if seen_at is not None and notice.notification.created_at > seen_at
    ]
    return {"notices": notices[:SHOWN], "more": len(notices) - SHOWN} if notices else None
