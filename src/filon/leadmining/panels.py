"""What this room shows on the pages of others."""

from typing import Any

from django.http import HttpRequest

from filon.crm.models import Lead
from filon.leadmining.models import Origin
from filon.leadmining.services.wording import field_labels


def origins_of_lead(_request: HttpRequest, lead: Lead) -> dict[str, Any] | None:
    """„De unde avem datele”: the dataset, licence, date and fields of everything that came from the directory."""
    found = list(Origin.objects.filter(record_id=lead.pk).select_related("dataset", "request"))
    if not found:
        return None
    return {"lines": [(origin, ", ".join(field_labels(Lead, origin.fields))) for origin in found]}
