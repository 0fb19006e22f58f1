"""The core app, which also finds what every room registers."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "filon.core"
    label = "core"

    def ready(self) -> None:
        autodiscover_modules("registrations")
