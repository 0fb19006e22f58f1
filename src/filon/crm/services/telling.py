"""Telling people that leads are theirs now."""

from collections.abc import Iterable

from filon.accounts.models import User
from filon.chatter.choices import Reason
from filon.chatter.models import Follower, Notification
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
