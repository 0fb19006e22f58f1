"""Seeding: the order in which the rows are written, and what is made anew from them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.conf import settings
from django.db import connection

from filon.config.seeding import bulk, plans, rows
from filon.config.seeding.people import owners
from filon.config.seeding.plans import Plans
from filon.config.seeding.pools import pools
from filon.config.seeding.rows import Rows
from filon.core import clock
from filon.crm.services import totalling
from filon.history.choices import Kind
from filon.history.services import recording
from filon.search.services import indexing

SEARCHED = ("contacts_contact", "crm_lead", "calendar_meeting")


@dataclass(frozen=True)
class Wish:
    """How much to seed. `largest_share` of the owned opportunities belong to one agent."""

    opportunities: int
    contacts: int
    largest_share: float = 0.1
    seed: int = 1


def seed(wish: Wish, tell: Callable[[str], None]) -> None:
    """Add made-up data as the history's baseline: its rows are there, but nobody is recorded to have written them."""
    with recording.write(None, Kind.COMMAND):
        source = _source(wish)
        planned = Plans(source, source.leads.stop)
        parts = (
            (rows.RECORD, source.records(planned.meetings)),
            (rows.CONTACT, source.contact_rows()),
            (rows.LEAD, source.lead_rows()),
            (rows.LEAD_TAG, source.tag_rows()),
            (rows.FOLLOWER, source.follower_rows()),
            (rows.MESSAGE, source.message_rows()),
            (plans.ACTIVITY, planned.activity_rows()),
            (plans.MEETING, planned.meeting_rows()),
            (plans.ATTENDEE, planned.attendee_rows()),
            (plans.OCCURRENCE, planned.occurrence_rows()),
        )
        tables = [columns.table for columns, _made in parts]
        with bulk.bare(tables):
            for columns, made in parts:
                tell(f"{columns.table}: {bulk.insert(columns, made):,} rows")
            tell("indexes")
        bulk.reset_sequence(rows.RECORD.table)
        if connection.vendor == "sqlite":
            tell("text index")
            for table in SEARCHED:
                indexing.install(connection, table)
        tell("totals")
        totalling.rebuild()
    bulk.analyse(tables)


def _source(wish: Wish) -> Rows:
    # Not for secrets: the same seed makes the same house.
    dice = Random(wish.seed)  # noqa: S311
    yesterday = clock.today(settings.TIME_ZONE) - timedelta(days=1)
    own = owners(wish.largest_share)
    first = bulk.next_id(rows.RECORD.table)
    contacts = range(first, first + wish.contacts)
    leads = range(contacts.stop, contacts.stop + wish.opportunities)
    return Rows(dice, pools(dice, settings.LANGUAGE_CODE, yesterday), own, contacts, leads)
