"""Routing what has just arrived, several messages in one transaction, for a commit costs as much as a message."""

import time

import structlog
from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from filon.history.backends.write_lock import write_lock
from filon.history.choices import Kind
from filon.history.services import recording
from filon.mail.hooks import message_arrived
from filon.mail.models import InboundMessage
from filon.mail.services.results import is_passing
from filon.mail.services.routing import route

BATCH = 20
SECONDS = 0.1

log = structlog.get_logger("filon.mail")


@transaction.atomic
def route_arrivals() -> bool:
    """Route the oldest messages, each in a change-set of its own; says whether more are waiting.

    It ends early when somebody else wants to write: senders wait for their "accepted". A message over which the
    database stumbles gets a job of its own, so that it does not hold up the others.
    """
    skip = connection.features.has_select_for_update_skip_locked
    waiting = InboundMessage.objects.waiting().filter(attempts=0).order_by("pk")
    ids = list(waiting.select_for_update(skip_locked=skip).values_list("pk", flat=True)[: BATCH + 1])
    deadline = time.perf_counter() + SECONDS
    for number, pk in enumerate(ids[:BATCH], start=1):
        _route_apart(pk)
        if _is_wanted() or time.perf_counter() > deadline:
            return number < len(ids)
    return len(ids) > BATCH


def _route_apart(pk: int) -> None:
    try:
        with recording.apart(None, Kind.MAIL, gettext_noop("A message arrived")):
            route(inbound_id=pk)
    except Exception as error:
        if not is_passing(error):
            raise
        log.warning("message_put_aside", inbound=pk, error=type(error).__name__)
        InboundMessage.objects.filter(pk=pk).update(attempts=F("attempts") + 1)
        message_arrived.run(pk, False)


def _is_wanted() -> bool:
    return connection.vendor == "sqlite" and write_lock(str(connection.settings_dict["NAME"])).is_wanted
