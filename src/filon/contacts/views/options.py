"""What fields offer while somebody types a contact, and the counties of a country."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filon.accounts.requests import signed_in
from filon.contacts.forms import county_choices, town_choices
from filon.contacts.hooks import similar_elsewhere
from filon.contacts.services.finding import Match, options
from filon.contacts.services.similar import described, similar
from filon.ui import matches as ui_matches

_ASKED = ("name", "vat", "registration_number", "website", "country", "kind", "self")


@require_safe
def contact_options(request: HttpRequest) -> JsonResponse:
    """Contacts that match what was typed, and the offer to make a new one."""
    query = request.GET.get("q", "").strip()
    return _answer(query, options(user=signed_in(request), query=query) if query else [])


@require_safe
def company_options(request: HttpRequest) -> JsonResponse:
    """Companies that match what was typed, and the offer to make a new one."""
    query = request.GET.get("q", "").strip()
    return _answer(query, options(user=signed_in(request), query=query, only_companies=True) if query else [])


@require_safe
def similar_contacts(request: HttpRequest) -> HttpResponse:
    """Contacts that may be the one being typed: they inform, and never stand in the way."""
    typed = {name: request.GET.get(name, "")[:254] for name in _ASKED}
    to = described(
        name=typed["name"],
        is_company=typed["kind"] == "company",
        emails=[request.GET.get("email", "")[:254]],
        phones=[request.GET.get(name, "")[:40] for name in ("phone", "mobile")],
        vat=typed["vat"],
        website=typed["website"],
        country=typed["country"],
        registration=typed["registration_number"],
        pk=int(typed["self"]) if typed["self"].isdecimal() else None,
    )
    user = signed_in(request)
    context = {"matches": similar(user=user, to=to), "others": similar_elsewhere(user, to)}
    return render(request, "contacts/similar.html", context)


@require_safe
def counties(request: HttpRequest) -> HttpResponse:
    """The counties of a country, as the choices of a field; of a county (`state`) the towns that are offered."""
    county = request.GET.get("state")
    choices = county_choices(request.GET.get("country", "")) if county is None else town_choices(county)
    return render(request, "contacts/counties.html", {"choices": choices})


def _answer(query: str, found: list[Match]) -> JsonResponse:
    lines = [
        ui_matches.Match(match.contact.pk, match.contact.name, match.why, is_company=match.contact.is_company)
        for match in found
    ]
    return ui_matches.matches(lines, create=_("Create “%(name)s”") % {"name": query} if query else "")
