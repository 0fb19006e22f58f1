"""Who may do what with activities: whoever may change the record, who scheduled it, and who is to do it."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.activities.models import Activity
from filon.chatter.services.records import visible_record
from filon.core.exceptions import NotAllowed


def may_configure(user: User) -> bool:
    """Whether `user` may change activity types and plans."""
    return user.is_active and user.is_administrator


def require_configure(actor: User | None) -> None:
    """Raise NotAllowed unless `actor` (None for the system) may change activity types and plans."""
    if actor is not None and not may_configure(actor):
        raise NotAllowed(_("Only an administrator may change activity types and plans."))


def may_work(user: User, activity: Activity) -> bool:
    """Whether `user` may do, move, hand over or cancel `activity`; his own also when its record is closed to him."""
    if not user.is_active:
        return False
    if user.pk in (activity.assignee_id, activity.creator_id):
        return True
    record = visible_record(user, activity.record_id)
    return record is not None and record.may_change(user)


def require_work(actor: User | None, activity: Activity) -> None:
    """Raise NotAllowed unless `actor` (None for the system) may work on `activity`."""
    if actor is not None and not may_work(actor, activity):
        raise NotAllowed(_("This activity belongs to a colleague, on a record that you may not change."))
