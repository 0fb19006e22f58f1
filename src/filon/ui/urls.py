"""Addresses of ui."""

from django.urls import path

from filon.ui.views import preferences, readings, sections

app_name = "ui"
urlpatterns = [
    path("preferences/language/", preferences.choose_language, name="language"),
    path("preferences/theme/", preferences.choose_theme, name="theme"),
    path("reading/", readings.reading, name="reading"),
    path("configuration/", sections.configuration, name="configuration"),
    path("system/", sections.system, name="system"),
]
