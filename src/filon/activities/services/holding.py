"""Taking hold of activities before changing them."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.activities import policies
from filon.activities.choices import Status
from filon.activities.models import Activity
from filon.core.exceptions import Conflict


def hold(actor: User | None, activity: Activity) -> Activity:
    """The activity as it is now, locked, if `actor` may work on it."""
    rows = Activity.objects.select_related("type__triggered", "type__default_user", "assignee", "creator", "record")
    held = rows.select_for_update(of=("self",)).filter(pk=activity.pk).first()
    if held is None:
        raise Conflict(_("This activity has been deleted meanwhile."))
    policies.require_work(actor, held)
    return held


def hold_open(actor: User | None, activity: Activity) -> Activity:
    """The same, which must be open still."""
    held = hold(actor, activity)
    if held.status == Status.DONE:
        raise Conflict(_("This activity is done already."))
    if held.status == Status.CANCELLED:
        raise Conflict(_("This activity was cancelled meanwhile."))
    return held
