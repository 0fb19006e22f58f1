"""The addresses of this room."""

from django.urls import path

from filon.reporting.lists import PIPELINE, WON_AND_LOST
from filon.ui.lists import list_view

app_name = "reporting"

urlpatterns = [
    path("reports/pipeline/", list_view(PIPELINE), name="pipeline"),
    path("reports/won-and-lost/", list_view(WON_AND_LOST), name="won-and-lost"),
]
