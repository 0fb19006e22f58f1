"""Work in the background."""

from django.utils.translation import gettext_noop
from django_tasks import task

from filon.activities.services.digesting import greet_everybody


@task(label=gettext_noop("Tell people what is due today"))
def greet() -> int:
    """The morning's mails and reminders of everybody whose morning has begun; returns how many mails."""
    return greet_everybody()
