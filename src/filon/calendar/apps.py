"""The calendar app."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "filon.calendar"
    label = "calendar"
