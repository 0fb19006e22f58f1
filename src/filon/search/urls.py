"""Addresses of search."""

from django.urls import path

from filon.search.views import palette, record

app_name = "search"
urlpatterns = [
    path("palette/", palette.palette, name="palette"),
    path("palette/opened/", palette.opened, name="opened"),
    path("r/<int:pk>/", record.record, name="record"),
]
