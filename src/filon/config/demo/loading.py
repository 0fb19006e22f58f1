"""Living the demonstration's year: every step through the services, at its moment, in its own change-set."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import override

from filon.accounts.models import User
from filon.accounts.services.demo import create_demo_users
from filon.chatter.models import Message, Notification
from filon.config.demo import planning, products, sales, stories
from filon.config.demo.next_steps import plan_next_steps
from filon.config.demo.register import load_register
from filon.config.demo.stories import Story
from filon.config.demo.surroundings import Surroundings, surroundings
from filon.core import clock
from filon.history.choices import Kind
from filon.history.services import recording

SEEN_AFTER = timedelta(days=2)


@dataclass(frozen=True)
class Event:
    """A step of a deal at its moment, done by a user or by a message (None)."""

    moment: datetime
    actor: User | None
    act: Callable[[], None]


def is_empty() -> bool:
    """Whether nobody has begun to use this installation."""
    return not User.objects.exists()


@transaction.atomic
def load() -> int:
    """Fill an empty installation; returns the number of deals. The language is the installation's."""
    with override(settings.LANGUAGE_CODE):
        now = clock.now()
        with clock.stopped_at(now - timedelta(days=370)), recording.write(None, Kind.COMMAND):
            around = surroundings(create_demo_users())
            products.stock()
        plan = [stories.Story(deal, around) for deal in planning.deals()]
        events = [event for story in plan for event in _events(story, around, now)]
        for event in sorted(events, key=lambda event: event.moment):
            kind = Kind.WEB if event.actor else Kind.MAIL
            with clock.stopped_at(event.moment), recording.write(event.actor, kind):
                event.act()
        plan_next_steps(around.users)
        sales.sell()
        with recording.write(None, Kind.COMMAND):
            load_register()
        _settle(now)
        return len(plan)


def _events(story: Story, around: Surroundings, now: datetime) -> list[Event]:
    """The steps of a deal with their moments, in working hours and never in the future."""
    deal = story.deal
    zone = ZoneInfo(settings.TIME_ZONE)
    today = clock.today(zone)
    events = []
    acts = [(0, "begin", story.begin), *((step.day, step.what, story.act(step)) for step in deal.steps)]
    for number, (day, what, act) in enumerate(acts):
        date = today - timedelta(days=deal.age - day)
        minutes = 8 * 60 + 30 + (deal.person * 7 + number * 23) % (8 * 60)
        moment = datetime.combine(date, time(minutes // 60, minutes % 60, number % 60), zone)
        latest = now - timedelta(minutes=max(1, 90 - 3 * number - deal.person % 40))
        actor = None if story.is_outsiders(what) else around.users[deal.owner or "ana"]
        events.append(Event(min(moment, latest), actor, act))
    moments = sorted(event.moment for event in events)
    return [Event(moment, event.actor, event.act) for moment, event in zip(moments, events, strict=True)]


def _settle(now: datetime) -> None:
    """What is older than two days has been read."""
    old = now - SEEN_AFTER
    Notification.objects.filter(created_at__lt=old).update(read_at=F("created_at"))
    Message.objects.filter(created_at__lt=old, kind="inbound").update(seen_at=F("created_at"))
