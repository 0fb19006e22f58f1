"""Work in the background."""

from django.utils.translation import gettext_noop
from django_tasks import task

from filon.crm.services import totalling


@task(label=gettext_noop("Add up the board's totals"))
def fold_totals() -> int:
    """Fold the deltas that have gathered into the totals; returns how many."""
    folded = 0
    while count := totalling.fold():
        folded += count
    return folded
