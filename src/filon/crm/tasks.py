"""Work in the background."""

from django_tasks import task

from filon.crm.services import totalling


@task()
def fold_totals() -> int:
    """Fold the deltas that have gathered into the totals; returns how many."""
    folded = 0
    while count := totalling.fold():
        folded += count
    return folded
