"""Addresses of this room."""

from django.urls import path

from filon.sales.lists.configuration import TEMPLATES
from filon.sales.views import (
    acts,
    configuration,
    customer,
    discount,
    documents,
    from_lead,
    lines,
    listing,
    mailing,
    quotation,
)
from filon.ui.configuration import configuration_view

app_name = "sales"
urlpatterns = [
    path("quotations/", listing.quotation_list, name="quotations"),
    path("quotations/new/", quotation.new, name="quotation-new"),
    path("quotations/for/<int:pk>/", from_lead.quotation_for, name="quotation-for"),
    path("quotations/<int:pk>/", quotation.quotation, name="quotation"),
    *(
        path(f"quotations/<int:pk>/{name}/", acts.act, {"name": name}, name=f"quotation-{name}")
        for name in sorted(acts.ACTS)
    ),
    path("quotations/<int:pk>/pdf/", documents.pdf, name="quotation-pdf"),
    path("quotations/<int:pk>/versions/<int:number>/", documents.version_pdf, name="quotation-version"),
    path("quotations/<int:pk>/as-customer/", documents.as_customer, name="quotation-as-customer"),
    path("quotations/<int:pk>/link/", documents.link, name="quotation-link"),
    path("quotations/<int:pk>/mail/", mailing.mail, name="quotation-mail"),
    path("quotations/<int:pk>/discount/", discount.discount, name="quotation-discount"),
    path("quotations/<int:pk>/duplicate/", acts.copy, name="quotation-duplicate"),
    path("quotations/<int:pk>/delete/", acts.delete, name="quotation-delete"),
    path("quotations/<int:pk>/template/", acts.template, name="quotation-template"),
    path("quotations/<int:pk>/products/", lines.product_options, name="product-options"),
    path("quotations/<int:pk>/lines/", lines.add, name="line-add"),
    path("quotations/<int:pk>/lines/draft/", lines.draft, name="line-draft"),
    path("quotations/<int:pk>/lines/amount/", lines.amount, name="line-amount"),
    path("quotations/<int:pk>/lines/order/", lines.order, name="line-order"),
    path("quotations/<int:pk>/lines/<int:line_pk>/", lines.line, name="line"),
    path("quotations/<int:pk>/lines/<int:line_pk>/delete/", lines.delete, name="line-delete"),
    path("quotations/<int:pk>/lines/<int:line_pk>/option/", lines.option, name="line-option"),
    path("q/<str:signed>/", customer.page, name="customer"),
    path("q/<str:signed>/pdf/", customer.pdf, name="customer-pdf"),
    path("configuration/quotation-templates/", configuration_view(TEMPLATES), name="quotation-templates"),
    path("configuration/quotation-templates/<int:pk>/", configuration.template, name="quotation-template-sheet"),
    path("configuration/quotations/", configuration.settings, name="quotation-settings"),
]
