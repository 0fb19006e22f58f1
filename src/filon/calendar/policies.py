"""Who may do what with meetings."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.calendar.choices import Privacy
from filon.calendar.models import Meeting
from filon.core.exceptions import NotAllowed


def may_change(user: User | None, meeting: Meeting) -> bool:
    """The system, the organiser, those who are invited; an administrator what is public."""
    if user is None or meeting.organiser_id == user.pk:
        return True
    if user.is_administrator and meeting.privacy == Privacy.PUBLIC:
        return True
    return meeting.attendees.filter(user=user).exists()


def require_change(user: User | None, meeting: Meeting) -> None:
    """Raise NotAllowed unless `user` may change the meeting."""
    if not may_change(user, meeting):
        raise NotAllowed(_("Only the organiser and those who are invited may change this meeting."))
