"""The leadmining app."""

from django.apps import AppConfig


class LeadminingConfig(AppConfig):
    name = "filon.leadmining"
    label = "leadmining"
