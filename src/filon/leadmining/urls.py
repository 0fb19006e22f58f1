"""Addresses of this room."""

from django.urls import path

from filon.leadmining.views import completing, directory, enriching, law, requests

app_name = "leadmining"
urlpatterns = [
    path("mining/", requests.request_list, name="requests"),
    path("mining/new/", requests.request_new, name="request-new"),
    path("mining/preview/", requests.request_preview, name="request-preview"),
    path("mining/complete/", completing.complete, name="complete"),
    path("mining/enrich/<int:pk>/", enriching.enrich, name="enrich"),
    path("mining/notices/", law.notices, name="notices"),
    path("mining/retention/", law.retention, name="retention"),
    path("mining/retention/run/", law.let_go, name="let-go"),
    path("mining/origins/<int:pk>/", law.legal_basis, name="legal-basis"),
    path("mining/objection/<int:pk>/", law.object_for_lead, name="lead-objection"),
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
