"""The jobs of this room."""

from django.utils.translation import gettext_noop
from django_tasks import task

from filon.calendar.services import reminding


@task(unique=True, label=gettext_noop("Look for reminders that are due"))
def look_for_reminders() -> None:
    """Note what has come due, and let it be mailed."""
    if reminding.note_due():
        mail_reminders.enqueue()
    reminding.forget_old()


@task(unique=True, label=gettext_noop("Send reminders of meetings"))
def mail_reminders() -> None:
    """Send the first reminders by mail, then the next in a job that follows: one after the other, so in order."""
    if reminding.mail_due():
        mail_reminders.enqueue()
