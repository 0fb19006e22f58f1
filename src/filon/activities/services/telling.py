"""Telling people of activities: by the bell, and by mail where the type says so."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.activities.choices import Told
from filon.activities.models import Activity
from filon.chatter.choices import Reason
from filon.chatter.models import Follower, Notification
from filon.core.record_types import record_types
from filon.mail.services.sending import queue_message
from filon.ui import formatting


def tell_scheduled(actor: User | None, activities: Sequence[Activity]) -> None:
    """Who is to do something follows its record from now on, and hears of what somebody else gave him."""
    Follower.objects.bulk_create(
        [Follower(record_id=each.record_id, user_id=each.assignee_id) for each in activities],
        ignore_conflicts=True,
        batch_size=500,
    )
    _tell(actor, [each for each in activities if each.type.tells_when_scheduled], Reason.ACTIVITY)


def tell_done(actor: User | None, activity: Activity) -> None:
    """Tell those whom the type names that it is done."""
    if activity.type.tells_when_done:
        _tell(actor, [activity], Reason.ACTIVITY_DONE)


def remind(activities: Sequence[Activity]) -> None:
    """Remind the assignees of what is due soon."""
    _tell(None, activities, Reason.REMINDER)


def _tell(actor: User | None, activities: Sequence[Activity], reason: Reason) -> None:
    heard = [(each, user) for each in activities for user in _hearers(each, reason) if user != actor and user.is_active]
    Notification.objects.bulk_create(
        [
            Notification(user=user, record_id=each.record_id, reason=reason, actor=actor)
            for each, user in heard
            if each.type.tells_by_bell
        ],
        batch_size=500,
    )
    if settings.FILON_EMAIL_URL:
        for each, user in heard:
            if each.type.tells_by_mail:
                _mail(actor, each, user, reason)


def _hearers(activity: Activity, reason: Reason) -> Iterable[User]:
    told = activity.type.told
    if told == Told.NOBODY:
        return ()
    hearers = {activity.assignee_id: activity.assignee}
    if reason == Reason.REMINDER:
        return hearers.values()
    if told == Told.BOTH and activity.creator is not None:
        hearers[activity.creator.pk] = activity.creator
    if told == Told.FOLLOWERS:
        for user in User.objects.active().filter(follows__record_id=activity.record_id):
            hearers[user.pk] = user
    return hearers.values()


def _mail(actor: User | None, activity: Activity, user: User, reason: Reason) -> None:
    with translation.override(user.language or settings.LANGUAGE_CODE):
        title = title_of(activity)
        lines = [
            f"{activity.title}, {formatting.due_words(activity.due_on, user.today)}",
            title,
            activity.note,
            activity.feedback if reason == Reason.ACTIVITY_DONE else "",
            f"{settings.FILON_URL}/r/{activity.record_id}/",
        ]
        subjects = {
            Reason.ACTIVITY: _("For you: %(activity)s (%(record)s)"),
            Reason.ACTIVITY_DONE: _("Done: %(activity)s (%(record)s)"),
            Reason.REMINDER: _("Due soon: %(activity)s (%(record)s)"),
        }
        queue_message(
            record_id=None,
            author=actor,
            to=[user.email],
            subject=subjects[reason] % {"activity": activity.title, "record": title},
            text="\n\n".join(line for line in lines if line),
            is_automatic=True,
        )


def title_of(activity: Activity) -> str:
    """What people call the record of an activity, whoever asks: its assignee may know that much."""
    record_type = record_types.get(activity.record.kind)
    row = record_type.model._default_manager.filter(pk=activity.record_id).first() if record_type else None
    return record_type.title(row) if record_type and row is not None else ""
