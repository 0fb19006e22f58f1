"""The addresses of this room."""

from django.urls import path, re_path

from filon.organisation.views import currencies, settings, tags

app_name = "organisation"
urlpatterns = [
    path("system/settings/", settings.settings, name="settings"),
    path("system/currencies/", currencies.currency_list, name="currencies"),
    path("system/currencies/<str:code>/", currencies.currency, name="currency"),
    path("system/currencies/<str:code>/offer/", currencies.currency_offer, name="currency-offer"),
    path("system/currencies/<str:code>/<int:pk>/delete/", currencies.rate_delete, name="rate-delete"),
    path("tags/", tags.tag_choices, name="tag-choices"),
    path("configuration/tags/", tags.tags, name="tags"),
    path("configuration/tags/similar/", tags.tags_similar, name="tags-similar"),
    path("configuration/tags/<int:pk>/", tags.tag, name="tag"),
    re_path(r"^configuration/tags/(?P<pk>\d+)/(?P<act>archive|restore|delete)/$", tags.tag_act, name="tag-act"),
]
