"""Activities with what a reader needs to know of the records they are about: a few statements for any number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.activities.choices import Category, State
from filon.activities.hooks import details, meeting_pages, phone_numbers
from filon.activities.models import Activity
from filon.chatter.services.records import visible_records
from filon.core import clock
from filon.core.registry import Registry
from filon.ui import formatting

RELATED = ("type", "assignee", "record")


@dataclass(frozen=True)
class Task:
    """One activity: what, about which record, and what can be done with it, at addresses that begin with `acts`."""

    activity: Activity
    acts: str
    state: State
    words: str
    at: str
    record_title: str
    record_url: str
    detail: str
    phone: str
    meeting_url: str

    @property
    def is_call(self) -> bool:
        """Whether there is a number to call, and it is a call."""
        return bool(self.phone) and self.activity.type.category == Category.CALL


def tasks_of(user: User, activities: Sequence[Activity]) -> list[Task]:
    """The activities, as `user` may see their records; one statement per kind of record and source of details."""
    ids: dict[str, set[int]] = {}
    for activity in activities:
        ids.setdefault(activity.record.kind, set()).add(activity.record_id)
    records = visible_records(user, ids)
    seen = {kind: [pk for pk in those if pk in records] for kind, those in ids.items()}
    phones, said = _asked(phone_numbers, seen), _asked(details, seen)
    days = {zone: clock.today(zone) for zone in {activity.assignee.zone for activity in activities}}
    meetings = _meeting_pages(activities)
    # One look-up for all: finding an address costs more than all else that a row needs.
    pattern = reverse("activities:done", args=[0])
    made = []
    for activity in activities:
        today, record = days[activity.assignee.zone], records.get(activity.record_id)
        state = activity.state
        made.append(
            Task(
                activity=activity,
                acts=pattern.replace("/0/done/", f"/{activity.pk}/"),
                state=state,
                words=formatting.due_words(activity.due_on, today),
                at=formatting.day_short(activity.due_on) if state != State.TODAY else "",
                record_title=record.title if record else _("a record that you may not see"),
                record_url=record.url if record else "",
                detail=said.get(activity.record_id, ""),
                phone=phones.get(activity.record_id, ""),
                meeting_url=meetings.get(activity.pk, ""),
            )
        )
    return made


def _asked(
    sources: "Registry[Callable[[Sequence[int]], dict[int, str]]]", seen: dict[str, list[int]]
) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, ids in seen.items():
        source = sources.get(kind)
        if source is not None and ids:
            found.update(source(ids))
    return found


def _meeting_pages(activities: Sequence[Activity]) -> dict[int, str]:
    pages = meeting_pages.get("calendar")
    meetings = [each for each in activities if each.type.category == Category.MEETING]
    return pages(meetings) if pages and meetings else {}
