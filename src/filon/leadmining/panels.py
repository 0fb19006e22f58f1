"""What this room shows on the pages of others."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from filon.contacts.models import Contact
from filon.crm.models import Lead
from filon.leadmining.choices import LegalBasis
from filon.leadmining.services.enriching import origins
from filon.leadmining.services.wording import field_labels
from filon.ui.lists.declaration import RecordList


def origins_of_lead(_request: HttpRequest, lead: Lead) -> dict[str, Any] | None:
    """„De unde avem datele”: the dataset, licence, date and fields of everything that came from the directory."""
    return _origins(Lead, lead.pk)


def origins_of_contact(_request: HttpRequest, contact: Contact) -> dict[str, Any] | None:
    """The same of a contact."""
    return _origins(Contact, contact.pk)


def _origins(model: type[Model], pk: int) -> dict[str, Any] | None:
    found = origins(pk)
    if not found:
        return None
    return {
        "lines": [(origin, ", ".join(field_labels(model, origin.fields))) for origin in found],
        "bases": LegalBasis.choices,
        "is_lead": model is Lead,
        "record_id": pk,
    }


def record_acts(_request: HttpRequest, record: Lead | Contact) -> dict[str, Any]:
    """Looking a company up in the directory."""
    return {"url": reverse("leadmining:enrich", args=[record.pk])}


def generate_button(_request: HttpRequest, _declared: RecordList) -> dict[str, Any]:
    """„Generează piste” beside the list of leads: the form of a request."""
    return {"url": reverse("leadmining:request-new")}


def completion_page(rows: "QuerySet[Any]") -> str:
    """The page that shows what the directory adds to the selected leads."""
    ids = ",".join(str(pk) for pk in rows.values_list("pk", flat=True)[:200])
    return f"{reverse('leadmining:complete')}?ids={ids}"
