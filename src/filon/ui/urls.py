"""Addresses of ui."""

from django.conf import settings
from django.urls import path

from filon.ui.views import gallery, offline, preferences, readings, sections

app_name = "ui"
urlpatterns = [
    path("preferences/language/", preferences.choose_language, name="language"),
    path("preferences/theme/", preferences.choose_theme, name="theme"),
    path("offline/", offline.page, name="offline"),
    path("service-worker.js", offline.service_worker, name="service-worker"),
    path("reading/", readings.reading, name="reading"),
    path("configuration/", sections.configuration, name="configuration"),
    path("system/", sections.system, name="system"),
]
if settings.FILON_DEVELOPMENT:
    urlpatterns += [
        path("gallery/", gallery.gallery, name="gallery"),
        path("gallery/gate/", gallery.gallery_gate, name="gallery-gate"),
        path("gallery/error/<int:status>/", gallery.gallery_error, name="gallery-error"),
        path("gallery/matches/", gallery.gallery_matches),
        path("gallery/dialog/", gallery.gallery_dialog),
        path("gallery/undo/", gallery.gallery_undo),
        path("gallery/refusal/", gallery.gallery_refusal),
    ]
