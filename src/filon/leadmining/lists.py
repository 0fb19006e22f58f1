"""The list of lead-mining requests: CRM, Configuration, Lead mining requests."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.core.normalising import folded
from filon.leadmining.choices import RequestState
from filon.leadmining.industries import industry
from filon.leadmining.models import MiningRequest
from filon.ui import formatting
from filon.ui.lists import Choices, Column, Primary, RecordList, cells


def _rows(user: User) -> "QuerySet[MiningRequest]":
    return MiningRequest.objects.visible_to(user)


def _industries(request: Any) -> str:
    return ", ".join(str(found) for slug in request.industries if (found := industry(slug)))


def _countries(request: Any) -> str:
    return ", ".join(str(country) for country in request.countries.all())


def _found(requests: "QuerySet[Any]", query: str) -> "QuerySet[Any]":
    """Requests are few: their words are compared here, without case and diacritics."""
    wanted = folded(query)
    rows = requests.prefetch_related("countries")
    keys = [row.pk for row in rows if wanted in folded(f"{row} {_industries(row)} {_countries(row)} {row.text}")]
    return requests.filter(pk__in=keys)


REQUESTS = RecordList(
    key="mining-requests",
    title=_("Lead mining requests"),
    noun=ngettext_lazy("%(shown)s request", "%(shown)s requests", "n"),
    crumbs=(_("CRM"), _("Configuration")),
    rows=_rows,
    url_name="leadmining:request",
    order="-created",
    search=_found,
    related=("salesperson", "team"),
    prefetched=("countries",),
    columns=(
        Column("name", _("Request"), cells.Cell(lambda row, _look: str(row), str)),
        Column("state", _("Status"), cells.choice("state"), on_phone="beside"),
        Column("countries", _("Countries"), cells.Cell(lambda row, _look: _countries(row), _countries),
               on_phone="under"),
        Column("industries", _("Industries"), cells.Cell(lambda row, _look: _industries(row), _industries)),
        Column("count", _("How many"), cells.Cell(lambda row, _look: formatting.number(row.lead_count),
                                                  lambda row: row.lead_count, "num")),
        Column("found", _("Brought"), cells.Cell(lambda row, _look: formatting.number(row.found),
                                                 lambda row: row.found, "num")),
        Column("salesperson", _("Salesperson"), cells.person("salesperson")),
        Column("team", _("Sales team"), cells.text("team")),
        Column("created", _("Created"), cells.moment("created_at"), sort="created_at"),
    ),
    facets=(Choices("state", _("Status"), field="state", choices=lambda _look: RequestState.choices),),
    primary=Primary(_("New"), _("New lead mining request"), "leadmining:request-new"),
    empty_text=_("Say which companies you look for; those in the directory that are new to you become leads."),
    empty_icon="database",
)  # fmt: skip
