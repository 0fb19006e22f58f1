"""Meetings, their attendees, recurrence and reminders."""
