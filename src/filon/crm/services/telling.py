"""Telling people that leads are theirs now, and how those that they follow went on."""

from collections.abc import Iterable, Sequence

from filon.accounts.models import User
from filon.chatter.choices import Reason, Topic
from filon.chatter.models import Follower, Notification
from filon.chatter.services.notifying import tell_of_records
from filon.crm.choices import Status
from filon.crm.models import Lead


def tell_salespersons(actor: User | None, leads: Iterable[Lead]) -> None:
    """Each salesperson follows his leads from now on, and hears of those that somebody else gave him."""
    given = [(lead.pk, lead.salesperson) for lead in leads if lead.salesperson is not None]
    follows = [Follower(record_id=pk, user=user) for pk, user in given]
    Follower.objects.bulk_create(follows, ignore_conflicts=True, batch_size=500)
    Notification.objects.bulk_create(
        (
            Notification(record_id=pk, user=user, reason=Reason.ASSIGNED, actor=actor)
            for pk, user in given
            if user != actor
        ),
        batch_size=500,
    )


def tell_moved(actor: User | None, leads: Sequence[Lead]) -> None:
    """Those who follow leads hear that they came to another stage, or are won by it."""
    won = [lead.pk for lead in leads if lead.status == Status.WON]
    moved = [lead.pk for lead in leads if lead.status != Status.WON]
    for ids, reason, topic in ((won, Reason.WON, Topic.CLOSED), (moved, Reason.STAGE, Topic.STAGES)):
        if ids:
            tell_of_records(actor=actor, record_ids=ids, reason=reason, topic=topic)


def tell_lost(actor: User | None, leads: Sequence[Lead]) -> None:
    """Those who follow leads hear that they are lost."""
    ids = [lead.pk for lead in leads]
    tell_of_records(actor=actor, record_ids=ids, reason=Reason.LOST, topic=Topic.CLOSED)
