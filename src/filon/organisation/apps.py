"""The organisation app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "filon.organisation"
    label = "organisation"
