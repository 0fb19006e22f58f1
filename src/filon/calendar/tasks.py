"""The jobs of this room."""

from django.utils.translation import gettext_noop
from django_tasks import task

from filon.calendar.services import reminding

AT_ONCE = 100


@task(unique=True, label=gettext_noop("Look for reminders that are due"))
def look_for_reminders() -> None:
    """Note what has come due, and write the jobs that send it by mail, in order."""
    due = reminding.note_due()
    for start in range(0, len(due), AT_ONCE):
        mail_reminders.enqueue(due[start : start + AT_ONCE])
    reminding.forget_old()


@task(label=gettext_noop("Send reminders of meetings"))
def mail_reminders(ids: list[int]) -> None:
    """Send some reminders by mail."""
    reminding.mail_due(ids)
