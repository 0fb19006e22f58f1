"""The rows of this room."""

from filon.calendar.models.attendee import Attendee
from filon.calendar.models.feed import CalendarFeed
from filon.calendar.models.meeting import Meeting, MeetingQuerySet
from filon.calendar.models.occurrence import MeetingException, Occurrence
from filon.calendar.models.reminder import DueReminder, Reminder

__all__ = [
    "Attendee",
    "CalendarFeed",
    "DueReminder",
    "Meeting",
    "MeetingException",
    "MeetingQuerySet",
    "Occurrence",
    "Reminder",
]
