"""What every page knows of our company."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from filon.organisation.models import Organisation


def company(request: HttpRequest) -> dict[str, object]:
    """The name of our company, read only by the pages that show it."""
    return {"company_name": SimpleLazyObject(lambda: Organisation.current().name)}
