"""The catalog app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "filon.catalog"
    label = "catalog"
