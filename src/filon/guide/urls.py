"""The addresses of this room."""

from django.urls import path

from filon.guide.views import chapters

app_name = "guide"

urlpatterns = [
    path("help/", chapters.index, name="index"),
    path("help/<slug:slug>/", chapters.chapter, name="chapter"),
]
