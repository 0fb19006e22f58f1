"""The exchange app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "filon.exchange"
    label = "exchange"
