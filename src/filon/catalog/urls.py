"""Addresses of this room."""

from django.urls import path

from filon.catalog.lists import FAMILIES, PRICE_LISTS, TAXES, TERMS, UNITS
from filon.catalog.views import products, sheets
from filon.ui.configuration import configuration_view

app_name = "catalog"
urlpatterns = [
    path("products/", products.product_list, name="products"),
    path("products/new/", products.new, name="product-new"),
    path("products/options/", products.product_options, name="product-options"),
    path("products/<int:pk>/", products.product, name="product"),
    path("products/<int:pk>/archive/", products.archive, name="product-archive"),
    path("products/<int:pk>/delete/", products.delete, name="product-delete"),
    path("products/<int:pk>/picture/", products.picture, name="product-picture"),
    path("configuration/taxes/", configuration_view(TAXES), name="taxes"),
    path("configuration/taxes/<int:pk>/", sheets.tax, name="tax"),
    path("configuration/units/", configuration_view(UNITS), name="units"),
    path("configuration/units/<int:pk>/", sheets.unit, name="unit"),
    path("configuration/unit-families/", configuration_view(FAMILIES), name="unit-families"),
    path("configuration/price-lists/", configuration_view(PRICE_LISTS), name="price-lists"),
    path("configuration/price-lists/<int:pk>/", sheets.price_list, name="price-list"),
    path("configuration/payment-terms/", configuration_view(TERMS), name="payment-terms"),
    path("configuration/payment-terms/<int:pk>/", sheets.term, name="payment-term"),
]
