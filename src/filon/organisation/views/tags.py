"""The tags that a field offers while one types. Their configuration is a list of the list kit."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from filon.organisation.services import tagging


@require_GET
def tag_choices(request: HttpRequest) -> JsonResponse:
    """The tags that fit what is typed, and the offer to make a new one."""
    typed = request.GET.get("q", "").strip()
    offer = _("Create “%(name)s”") % {"name": typed} if typed and tagging.tag_named(typed) is None else ""
    found = [{"value": tag.pk, "label": str(tag), "colour": tag.colour} for tag in tagging.tags_like(typed)]
    return JsonResponse({"matches": found, "create": offer})
