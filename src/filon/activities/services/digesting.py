"""The morning's mail of what is due, and reminders: each once, where its reader is."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from filon.accounts.models import User
from filon.accounts.policies import require_self
from filon.activities.models import Activity, Morning
from filon.activities.services.reading import due_for
from filon.activities.services.tasks import RELATED, tasks_of
from filon.activities.services.telling import remind
from filon.core import clock
from filon.history.services.recording import describe
from filon.mail.services.sending import queue_message
from filon.ui import formatting

HOUR = 7
NAMED = 20


def greet_everybody() -> int:
    """Give every active user whose morning has begun what he should know today; returns how many were told.

    Whoever has been told today is left out, so that the job may run as often as it likes.
    """
    return sum(greet(user) for user in User.objects.active().select_related("morning") if _is_morning(user))


@transaction.atomic
def greet(user: User) -> bool:
    """Remind `user` of what is near, and send him what is due if he wants it and something is; once a day."""
    Morning.objects.get_or_create(user=user)
    morning = Morning.objects.select_for_update().get(user=user)
    if morning.told_on is not None and morning.told_on >= user.today:
        return False
    morning.told_on = user.today
    morning.save(update_fields=["told_on"])
    remind(list(_near(user)))
    return morning.wants_digest and _send_digest(user)


@transaction.atomic
def choose_digest(*, actor: User | None, user: User, wants: bool) -> Morning:
    """Send `user` the morning's mail, or no longer."""
    require_self(actor, user)
    describe(gettext_noop("Changed the morning mail"))
    morning, _made = Morning.objects.get_or_create(user=user)
    morning.wants_digest = wants
    morning.save(update_fields=["wants_digest"])
    return morning


def _is_morning(user: User) -> bool:
    local: datetime = clock.now().astimezone(ZoneInfo(user.zone))
    morning: Morning | None = getattr(user, "morning", None)
    return local.hour >= HOUR and (morning is None or morning.told_on is None or morning.told_on < local.date())


def _near(user: User) -> Iterator[Activity]:
    """What `user` is to be reminded of today: its day is as many days away as its type says."""
    days = set(
        Activity.objects.open()
        .filter(assignee=user, due_on__gte=user.today, type__reminder_days__isnull=False)
        .values_list("type__reminder_days", flat=True)
        .distinct()
    )
    due = Q(pk__in=[])
    for count in days:
        if count is not None:
            due |= Q(type__reminder_days=count, due_on=user.today + timedelta(days=count))
    yield from Activity.objects.open().filter(due, assignee=user).select_related(*RELATED, "creator")


def _send_digest(user: User) -> bool:
    if not settings.FILON_EMAIL_URL:
        return False
    count = due_for(user).count()
    if not count:
        return False
    rows = due_for(user).select_related(*RELATED).order_by("due_on", "-priority", "pk")[:NAMED]
    with translation.override(user.language or settings.LANGUAGE_CODE):
        lines = [f"- {task.activity.title}, {task.words} ({task.record_title})" for task in tasks_of(user, list(rows))]
        if count > NAMED:
            rest = count - NAMED
            lines.append(
                ngettext("and %(shown)s more", "and %(shown)s more", rest) % {"shown": formatting.number(rest)}
            )
        subject = ngettext("%(shown)s activity is due", "%(shown)s activities are due", count)
        ending = _("You can switch this mail off on the page of your activities.")
        queue_message(
            record_id=None,
            author=None,
            to=[user.email],
            subject=subject % {"shown": formatting.number(count)},
            text="\n".join([*lines, "", f"{settings.FILON_URL}/", "", ending]),
            is_automatic=True,
        )
    return True
