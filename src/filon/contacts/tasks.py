"""Work in the background."""

from django.utils.translation import gettext_noop
from django_tasks import task

from filon.contacts.services.scanning import scan, scanners


@task(unique=True, atomic=False, label=gettext_noop("Look for duplicates"))
def find_duplicates(kind: str) -> None:
    """Look through all records of a kind for those that may be one."""
    scan(kind)


@task(unique=True, label=gettext_noop("Look for duplicates"))
def find_all_duplicates() -> None:
    """Look through every kind of record that may have duplicates."""
    for kind in scanners.names():
        find_duplicates.enqueue(kind)
