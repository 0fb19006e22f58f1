"""Marking activities as done, and what follows."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.activities import hooks
from filon.activities.choices import Chaining, Status
from filon.activities.models import Activity, ActivityType
from filon.activities.services.holding import hold, hold_open
from filon.activities.services.scheduling import today_of
from filon.activities.services.telling import tell_done, tell_scheduled
from filon.activities.services.timing import proposed_day
from filon.chatter.choices import MessageKind, Topic
from filon.chatter.models import Message
from filon.chatter.services.posting import finish_post
from filon.core import clock
from filon.core.fields import translated
from filon.history.services import recording


@dataclass(frozen=True)
class Completed:
    """What was done; `triggered` is the next activity when the type schedules it by itself, `suggested` what else may
    come next."""

    activity: Activity
    triggered: Activity | None
    suggested: tuple[ActivityType, ...]


@transaction.atomic
def complete(*, actor: User | None, activity: Activity, feedback: str = "") -> Completed:
    """Mark an activity as done; the thread gets a note that only we see, with the feedback.

    A type that triggers another one schedules it at once, due after this one's day or after today, as it says.
    """
    held = hold_open(actor, activity)
    recording.describe(gettext_noop("Did an activity"))
    held.status, held.closed_at, held.closed_by = Status.DONE, clock.now(), actor
    held.feedback = feedback.strip()
    held.save(update_fields=["status", "closed_at", "closed_by", "feedback"])
    if actor is not None:
        _note(actor, held)
    tell_done(actor, held)
    hooks.activity_done.run(held)
    return Completed(held, _trigger(actor, held), tuple(held.type.suggested.filter(is_active=True)))


@transaction.atomic
def reopen_activity(*, actor: User | None, activity: Activity) -> Activity:
    """Make a done or cancelled activity open again; its note in the thread stays."""
    held = hold(actor, activity)
    if held.status == Status.OPEN:
        return held
    recording.describe(gettext_noop("Reopened an activity"))
    held.status, held.closed_at, held.closed_by = Status.OPEN, None, None
    held.outcome = ""
    held.save(update_fields=["status", "closed_at", "closed_by", "outcome"])
    return held


def _note(actor: User, activity: Activity) -> None:
    """What the thread says of it, in the language of whoever did it."""
    heading = _("Done: %(type)s") % {"type": activity.type}
    if activity.summary and activity.summary != str(activity.type):
        heading += f" · {activity.summary}"
    if activity.assignee_id != actor.pk:
        heading += " " + _("(was for %(name)s)") % {"name": activity.assignee.name}
    body = "\n\n".join(part for part in (heading, activity.note, activity.feedback) if part)
    note = Message.objects.create(
        record_id=activity.record_id, kind=MessageKind.NOTE, author_user=actor, body_text=body
    )
    finish_post(note, actor, Topic.ACTIVITIES)


def _trigger(actor: User | None, done: Activity) -> Activity | None:
    following = done.type.triggered if done.type.chaining == Chaining.TRIGGER else None
    if following is None or not following.is_active:
        return None
    person = following.default_user if following.default_user and following.default_user.is_active else done.assignee
    made = Activity.objects.create(
        record_id=done.record_id,
        type=following,
        assignee=person,
        due_on=proposed_day(following, today_of(actor), done.due_on),
        summary=translated(following.default_summary),
        note=translated(following.default_note),
        priority=following.priority,
        creator=actor,
    )
    tell_scheduled(actor, [made])
    return made
