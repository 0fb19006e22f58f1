"""The contacts app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "filon.contacts"
    label = "contacts"
