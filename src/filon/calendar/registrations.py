"""What meetings are to the house."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.activities import hooks
from filon.activities.hooks import meeting_pages
from filon.calendar import policies
from filon.calendar.handlers import (
    activities_cancelled,
    activity_changed,
    activity_done,
    match_invitation,
    take_calendar,
)
from filon.calendar.models import Meeting, MeetingException
from filon.calendar.panels import (
    finished_meeting,
    meetings_of_contact,
    meetings_today,
    pages_for_activities,
    received_invitation,
    waiting_invitations,
)
from filon.calendar.services.inviting import when
from filon.calendar.services.placing import derive_again, derive_again_of_exceptions
from filon.calendar.services.planning import restore_meeting
from filon.calendar.services.replying import read_invitation
from filon.calendar.services.wording import MEETING, meeting_recipients
from filon.calendar.tasks import look_for_reminders
from filon.chatter.hooks import recipient_sources, wordings
from filon.chatter.panels import thread
from filon.core.record_types import RecordType, register_record_type
from filon.history.derived import register_derived
from filon.jobs import schedules
from filon.mail.routing import calendar_handlers, invitation_readers, reply_matchers
from filon.search.registry import (
    Action,
    Searchable,
    register_action,
    register_page_words,
    register_searchable,
)
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

register_record_type(
    RecordType(
        kind=Meeting.record_kind,
        label=_("Meeting"),
        icon="calendar-event",
        model=Meeting,
        visible_to=lambda user: Meeting.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("calendar:meeting", args=[pk]),
        may_change=policies.may_change,
        restore=lambda user, row: restore_meeting(actor=user, meeting=row),
    )
)
wordings.register(Meeting.record_kind, MEETING)
recipient_sources.register(Meeting.record_kind, meeting_recipients)
register_derived(Meeting, derive_again)
register_derived(MeetingException, derive_again_of_exceptions)
calendar_handlers.register("meetings", take_calendar)
invitation_readers.register("meetings", read_invitation)
panels.register("chatter.invitation", "meeting", Panel("calendar/received_invitation.html", received_invitation))
reply_matchers.register("invitation", match_invitation)
schedules.register("calendar.reminders", look_for_reminders, every=timedelta(minutes=1))
register_searchable(Searchable(Meeting.record_kind, detail=when))
register_action(
    Action(
        "new-meeting",
        _("New meeting"),
        "calendar-plus",
        "calendar:meeting-new",
        words="intalnire noua programare sedinta vizita add meeting appointment",
    )
)
register_page_words("calendar", "calendar intalniri agenda programari sedinte meetings appointments")
menu.register(
    MenuEntry(
        "calendar",
        _("Calendar"),
        url_name="calendar:calendar",
        icon="calendar",
        parent="crm",
        order=30,
        count=waiting_invitations,
        is_in_bottom_bar=True,
    )
)
panels.register("calendar.meeting.thread", "thread", Panel("chatter/thread.html", thread))
panels.register("chatter.thread.top", "finished-meeting", Panel("calendar/finished.html", finished_meeting, order=20))
panels.register("home.section", "meetings", Panel("calendar/home_today.html", meetings_today, order=20))
panels.register(
    "contacts.contact.panels", "meetings", Panel("calendar/contact_panel.html", meetings_of_contact, order=30)
)
meeting_pages.register("calendar", pages_for_activities)
hooks.activity_changed.register(activity_changed)
hooks.activities_cancelled.register(activities_cancelled)
hooks.activity_done.register(activity_done)
