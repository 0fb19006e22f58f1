"""The addresses of this room."""

from django.urls import path

from filon.organisation.lists import TAGS
from filon.organisation.views import company, currencies, settings, tags
from filon.ui.configuration import configuration_view

app_name = "organisation"
urlpatterns = [
    path("system/settings/", settings.settings, name="settings"),
    path("system/company/", company.company, name="company"),
    path("company/logo/<str:digest>/", company.logo, name="logo"),
    path("system/currencies/", currencies.currency_list, name="currencies"),
    path("system/currencies/<str:code>/", currencies.currency, name="currency"),
    path("system/currencies/<str:code>/offer/", currencies.currency_offer, name="currency-offer"),
    path("system/currencies/<str:code>/<int:pk>/delete/", currencies.rate_delete, name="rate-delete"),
    path("tags/", tags.tag_choices, name="tag-choices"),
    path("configuration/tags/", configuration_view(TAGS), name="tags"),
]
