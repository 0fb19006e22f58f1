"""The addresses of history."""

from django.urls import path

from filon.history.views import audit, binning, record, undoing

app_name = "history"
urlpatterns = [
    path("history/", audit.audit, name="audit"),
    path("history/<int:pk>/", audit.change_set, name="change-set"),
    path("history/<int:pk>/undo/", undoing.undo, name="undo"),
    path("bin/", binning.deleted, name="bin"),
    path("bin/archived/", binning.archived, name="bin-archived"),
    path("bin/archived/<int:pk>/", binning.record, name="bin-record"),
    path("r/<int:pk>/history/", record.record, name="record"),
]
