"""The addresses of the room."""

from django.urls import path

from filon.activities.lists.mine import MINE
from filon.activities.lists.plans import PLANS
from filon.activities.lists.types import TYPES
from filon.activities.views import dialogs, doing, home, mornings, plans, types
from filon.ui.lists import list_view

app_name = "activities"
urlpatterns = [
    path("", home.home, name="home"),
    path("activities/", list_view(MINE), name="mine"),
    path("activities/<int:pk>/edit/", dialogs.edit, name="edit"),
    path("activities/<int:pk>/done/", doing.done, name="done"),
    path("activities/<int:pk>/move/", doing.move, name="move"),
    path("activities/<int:pk>/snooze/", doing.put_off, name="snooze"),
    path("activities/<int:pk>/cancel/", doing.call_off, name="cancel"),
    path("activities/<int:pk>/reopen/", doing.reopen, name="reopen"),
    path("r/<int:record_id>/activities/new/", dialogs.new, name="new"),
    path("r/<int:record_id>/activities/launch/", plans.launch, name="launch"),
    path("activities/digest/", mornings.digest, name="digest"),
    path("activity-plans/", list_view(PLANS), name="plans"),
    path("activity-plans/new/", plans.plan_new, name="plan-new"),
    path("activity-plans/<int:pk>/", plans.plan_page, name="plan"),
    path("activity-plans/<int:pk>/delete/", plans.delete, name="plan-delete"),
    path("r/<int:record_id>/activities/called/", doing.called, name="called"),
    path("activity-types/", list_view(TYPES), name="types"),
    path("activity-types/new/", types.type_new, name="type-new"),
    path("activity-types/<int:pk>/", types.type_page, name="type"),
    path("activity-types/<int:pk>/archive/", types.archive, name="type-archive"),
    path("activity-types/<int:pk>/restore/", types.restore, name="type-restore"),
    path("activity-types/<int:pk>/delete/", types.delete, name="type-delete"),
]
