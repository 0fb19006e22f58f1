"""The invoicing app."""

from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "filon.invoicing"
    label = "invoicing"
