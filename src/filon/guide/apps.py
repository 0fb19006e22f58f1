"""The guide app."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "filon.guide"
    label = "guide"
