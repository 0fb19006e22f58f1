"""Addresses of this room."""

from django.urls import path

from filon.leadmining.views import directory, requests

app_name = "leadmining"
urlpatterns = [
    path("mining/", requests.request_list, name="requests"),
    path("mining/new/", requests.request_new, name="request-new"),
    path("mining/preview/", requests.request_preview, name="request-preview"),
    path("mining/<int:pk>/", requests.request_page, name="request"),
    path("mining/<int:pk>/copy/", requests.request_copy, name="request-copy"),
    path("mining/<int:pk>/take-back/", requests.request_take_back, name="request-take-back"),
    path("mining/<int:pk>/delete/", requests.request_delete, name="request-delete"),
    path("directory/", directory.dataset_list, name="datasets"),
    path("directory/load/<str:token>/", directory.dataset_load, name="dataset-load"),
    path("directory/<int:pk>/", directory.dataset, name="dataset"),
    path("directory/<int:pk>/use/", directory.dataset_use, name="dataset-use"),
    path("directory/<int:pk>/remove/", directory.dataset_remove, name="dataset-remove"),
    path("objections/", directory.suppression_list, name="suppressions"),
    path("objections/<int:pk>/delete/", directory.suppression_delete, name="suppression-delete"),
]
