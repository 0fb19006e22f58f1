"""The rows of this room."""

from filon.crm.models.audience import Audience, Branch
from filon.crm.models.lead import Lead, LeadQuerySet
from filon.crm.models.lost_reason import LostReason
from filon.crm.models.marketing import Campaign, Medium, Source
from filon.crm.models.plan import RecurringPlan
from filon.crm.models.stage import Stage
from filon.crm.models.total import LeadDelta, LeadTotal

__all__ = [
    "Audience",
    "Branch",
    "Campaign",
    "Lead",
    "LeadDelta",
    "LeadQuerySet",
    "LeadTotal",
    "LostReason",
    "Medium",
    "RecurringPlan",
    "Source",
    "Stage",
]
