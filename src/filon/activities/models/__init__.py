"""The rows of this room."""

from filon.activities.models.activity import Activity, ActivityQuerySet, ActivityTag, state_on
from filon.activities.models.activity_type import ActivityType, ActivityTypeQuerySet, Suggestion
from filon.activities.models.digest import Morning
from filon.activities.models.plan import Plan, PlanStep

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "ActivityTag",
    "ActivityType",
    "ActivityTypeQuerySet",
    "Morning",
    "Plan",
    "PlanStep",
    "Suggestion",
    "state_on",
]
