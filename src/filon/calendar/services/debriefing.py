"""After a meeting: what came of it, written in the thread of what it was about."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.activities.models import Activity
from filon.activities.services.completing import complete
from filon.calendar.models import Meeting, Occurrence
from filon.chatter.services.posting import post_note
from filon.chatter.services.records import require_change
from filon.core import clock
from filon.history.services import recording

ASKED_FOR = timedelta(days=14)


def finished_about(record_id: int) -> Occurrence | None:
    """The newest meeting about a record that has been over for at most two weeks, and was not debriefed."""
    now = clock.now()
    asked = Q(meeting__debriefed_at=None) | Q(meeting__debriefed_at__lt=F("ends_at"))
    rows = Occurrence.objects.filter(
        asked, meeting__about=record_id, ends_at__lte=now, ends_at__gt=now - ASKED_FOR
    ).select_related("meeting", "exception")
    return rows.order_by("-ends_at").first()


@transaction.atomic
def debrief(*, actor: User, meeting: Meeting, text: str) -> None:
    """Write what came of a meeting as a note on the record it was about, which does the activity that stands for it;
    without a text it is only not asked again.
    """
    if meeting.about_id is None:
        return
    require_change(actor, meeting.about_id)
    recording.describe(gettext_noop("Said what came of a meeting"))
    step = Activity.objects.open().filter(meeting=meeting).first()
    if text.strip() and step is not None:
        complete(actor=actor, activity=step, feedback=text)
    elif text.strip():
        post_note(actor=actor, record_id=meeting.about_id, body=f"{meeting.subject}: {text.strip()}")
    Meeting.objects.filter(about=meeting.about_id).update(debriefed_at=clock.now())
