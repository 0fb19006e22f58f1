"""The chatter app."""

from django.apps import AppConfig


class ChatterConfig(AppConfig):
    name = "filon.chatter"
    label = "chatter"
