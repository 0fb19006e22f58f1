"""Choosing what merged opportunities become."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from filon.accounts.models import User
from filon.contacts.views.merging import Merging, merge_page
from filon.crm.models import Lead
from filon.crm.services import merging


def _rows(user: User, ids: list[int], kept: int | None) -> list[Lead]:
    return merging.ranked(merging.to_merge(actor=user, leads=ids), kept)


def _merge(*, actor: User, ids: list[int], kept: int, choices: dict[str, int]) -> Lead:
    return merging.merge_leads(actor=actor, leads=ids, kept=kept, choices=choices)


LEADS = Merging(
    parts=merging.PARTS,
    rows=_rows,
    merge=_merge,
    url=lambda pk: reverse("crm:lead", args=[pk]),
    list_url=lambda: reverse("crm:board"),
    list_name=_("Pipeline"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def lead_merge(request: HttpRequest) -> HttpResponse:
    """Merge leads or opportunities."""
    return merge_page(request, LEADS)
