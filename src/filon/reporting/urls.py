"""The addresses of this room."""

from django.urls import path

from filon.reporting.lists import FORECASTS, PIPELINE, WON_AND_LOST
from filon.ui.lists import list_view

app_name = "reporting"

urlpatterns = [
    path("reports/forecast/", list_view(FORECASTS), name="forecast"),
    path("reports/pipeline/", list_view(PIPELINE), name="pipeline"),
    path("reports/won-and-lost/", list_view(WON_AND_LOST), name="won-and-lost"),
]
