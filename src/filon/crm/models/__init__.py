"""The rows of this room."""

from filon.crm.models.lead import Lead, LeadQuerySet
from filon.crm.models.lost_reason import LostReason
from filon.crm.models.marketing import Campaign, Medium, Source
from filon.crm.models.stage import Stage

__all__ = ["Campaign", "Lead", "LeadQuerySet", "LostReason", "Medium", "Source", "Stage"]
