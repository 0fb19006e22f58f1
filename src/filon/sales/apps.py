"""The sales app."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "filon.sales"
    label = "sales"
