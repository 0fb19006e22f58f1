"""The addresses of the house."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "filon.ui.views.errors.bad_request"
handler403 = "filon.ui.views.errors.forbidden"
handler404 = "filon.ui.views.errors.not_found"
handler500 = "filon.ui.views.errors.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("filon.ui.urls")),
    path("", include("filon.accounts.urls")),
    path("", include("filon.organisation.urls")),
    path("", include("filon.jobs.urls")),
    path("", include("filon.search.urls")),
    path("", include("filon.history.urls")),
    path("", include("filon.exchange.urls")),
    path("", include("filon.contacts.urls")),
    path("", include("filon.mail.urls")),
    path("", include("filon.crm.urls")),
    path("api/", include("filon.api.urls")),
    path("", include("filon.chatter.urls")),
    path("", include("filon.teams.urls")),
    path("", include("filon.activities.urls")),
    path("", include("filon.calendar.urls")),
    path("", include("filon.catalog.urls")),
    path("", include("filon.sales.urls")),
    path("", include("filon.invoicing.urls")),
    path("", include("filon.leadmining.urls")),
    path("", include("filon.reporting.urls")),
    path("", include("filon.guide.urls")),
]
