"""Contacts as vCards: one, those that were chosen, all that a list shows."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from filon.accounts.requests import signed_in
from filon.contacts.models import Contact
from filon.contacts.services.cards import VERSIONS, cards
from filon.core.ids import ids_of
from filon.ui.lists.look import Look

CHUNK = 500


@require_safe
def contact_card(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One contact, named as he is."""
    subject = Contact.objects.visible_to(signed_in(request)).filter(pk=pk).first()
    if subject is None:
        raise Http404
    return _file(request, Contact.objects.filter(pk=pk), slugify(subject.name) or "contact")


@require_safe
def contact_cards(request: HttpRequest) -> HttpResponseBase:
    """Those that were chosen (`ids`)."""
    ids = ids_of(request.GET.get("ids", "").split(","))
    return _file(request, Contact.objects.visible_to(signed_in(request)).filter(pk__in=ids), "contacts")


def listed_cards(request: HttpRequest, rows: "QuerySet[Any]", _look: Look) -> HttpResponseBase:
    """All that the list of contacts shows."""
    visible = Contact.objects.visible_to(signed_in(request))
    return _file(request, visible.filter(pk__in=rows.order_by().values("pk")), "contacts")


def _file(request: HttpRequest, rows: "QuerySet[Contact]", name: str) -> HttpResponseBase:
    version = request.GET.get("version", VERSIONS[0])
    if version not in VERSIONS:
        raise Http404
    response = StreamingHttpResponse(_written(rows, version), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    return response


def _written(rows: "QuerySet[Contact]", version: str) -> Iterator[str]:
    related = rows.select_related("company", "state", "country").prefetch_related("tags", "points")
    return cards(related.order_by("pk").iterator(chunk_size=CHUNK), version)
