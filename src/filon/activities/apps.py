"""The activities app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "filon.activities"
    label = "activities"
