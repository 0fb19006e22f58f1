"""The addresses of this room."""

from django.urls import path

from filon.guide.views import chapters, welcome

app_name = "guide"

urlpatterns = [
    path("help/", chapters.index, name="index"),
    path("help/<slug:slug>/", chapters.chapter, name="chapter"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/put-away/", welcome.put_away, name="put-away"),
    path("welcome/test-message/", welcome.test_message, name="test-message"),
]
