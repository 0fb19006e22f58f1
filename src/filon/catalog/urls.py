"""Addresses of this room."""

from django.urls import path

from filon.catalog.lists import PRICE_LISTS, TAXES, TERMS, UNITS
from filon.catalog.views import products, taxes
from filon.ui.configuration import configuration_view

app_name = "catalog"
urlpatterns = [
    path("products/", products.product_list, name="products"),
    path("products/new/", products.new, name="product-new"),
    path("products/<int:pk>/", products.product, name="product"),
    path("products/<int:pk>/archive/", products.archive, name="product-archive"),
    path("products/<int:pk>/delete/", products.delete, name="product-delete"),
    path("products/<int:pk>/picture/", products.picture, name="product-picture"),
    path("configuration/taxes/", configuration_view(TAXES), name="taxes"),
    path("configuration/taxes/<int:pk>/", taxes.tax, name="tax"),
    path("configuration/taxes/<int:pk>/<int:rate_pk>/delete/", taxes.rate_delete, name="tax-rate-delete"),
    path("configuration/units/", configuration_view(UNITS), name="units"),
    path("configuration/price-lists/", configuration_view(PRICE_LISTS), name="price-lists"),
    path("configuration/payment-terms/", configuration_view(TERMS), name="payment-terms"),
]
