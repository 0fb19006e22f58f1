"""The addresses of this room."""

from django.urls import path, re_path

from filon.jobs.views import jobs, long_runs

app_name = "jobs"
urlpatterns = [
    path("long-runs/", long_runs.tray, name="tray"),
    path("long-runs/<int:pk>/stop/", long_runs.stop, name="stop"),
    path("system/jobs/", jobs.job_list, name="list"),
    path("system/jobs/retry/", jobs.retry_all, name="retry-all"),
    path("system/jobs/<int:pk>/", jobs.job, name="job"),
    re_path(r"^system/jobs/(?P<pk>\d+)/(?P<act>retry|discard)/$", jobs.job_act, name="act"),
]
