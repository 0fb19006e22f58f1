"""The config app: the commands that know all rooms, and the doctor's checks of the installation."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "filon.config"
    label = "config"
