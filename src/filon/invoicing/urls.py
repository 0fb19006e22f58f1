"""Addresses of this room."""

from django.urls import path

from filon.invoicing.views import invoices, orders

app_name = "invoicing"
urlpatterns = [
    path("invoices/", invoices.invoice_list, name="invoices"),
    path("invoices/new/", invoices.invoice_new, name="invoice-new"),
    path("invoices/<int:pk>/", invoices.invoice, name="invoice"),
    path("invoices/<int:pk>/post/", invoices.post, name="invoice-post"),
    path("invoices/<int:pk>/delete/", invoices.delete, name="invoice-delete"),
    path("invoices/<int:pk>/credit/", invoices.credit, name="invoice-credit"),
    path("invoices/<int:pk>/pay/", invoices.pay, name="invoice-pay"),
    path("invoices/<int:pk>/mail/", invoices.mail, name="invoice-mail"),
    path("invoices/<int:pk>/pdf/", invoices.pdf, name="invoice-pdf"),
    path("invoices/<int:pk>/payments/<int:payment_pk>/take-back/", invoices.payment_back, name="payment-take-back"),
    path("invoices/<int:pk>/lines/", invoices.line_add, name="line-add"),
    path("invoices/<int:pk>/lines/<int:line_pk>/", invoices.line, name="line"),
    path("orders/<int:pk>/invoice/", orders.order_invoice, name="order-invoice"),
    path("orders/<int:pk>/deliver/", orders.order_deliver, name="order-deliver"),
    path("orders/<int:pk>/deliveries/<int:delivery_pk>/pdf/", orders.delivery_note, name="delivery-note"),
    path("orders/<int:pk>/deliveries/<int:delivery_pk>/take-back/", orders.delivery_back, name="delivery-take-back"),
]
