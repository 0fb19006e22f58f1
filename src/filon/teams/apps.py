"""The teams app."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "filon.teams"
    label = "teams"
