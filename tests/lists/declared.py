"""A list of contacts as a room would declare it, and its addresses."""

from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CharField, Form
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.accounts.policies import require_administrator
from filon.contacts.models import Contact
from filon.crm.models import Lead, Stage
from filon.organisation.models import Country, Tag
from filon.search.services.querying import matching
from filon.ui.configuration import ConfigurationList, configuration_view
from filon.ui.configuration.uses import Use
from filon.ui.formatting import number
from filon.ui.lists import (
    BulkAction,
    Choices,
    Column,
    Dates,
    Flag,
    Flags,
    Grouping,
    Linked,
    Numbers,
    Primary,
    RecordList,
    cells,
    list_view,
)
from filon.ui.lists.look import Look


class JobForm(Form):
    """Asks for a job position."""

    job = CharField(label="Funcția", max_length=40)


def archive(*, actor: User, rows: QuerySet[Contact]) -> str:
    """Archive rows."""
    return f"{rows.update(is_active=False)} arhivate"


def give_job(*, actor: User, rows: QuerySet[Contact], job: str) -> str:
    """Set a job."""
    return f"{rows.update(job_position=job)} schimbate"


def tags(_look: Look) -> list[tuple[int, str]]:
    return [(tag.pk, str(tag)) for tag in Tag.objects.all()]


CONTACTS = RecordList(
    key="test-contacts",
    title="Clienți",
    noun=ngettext_lazy("%(shown)s contact", "%(shown)s contacts", "n"),
    rows=lambda user: Contact.objects.visible_to(user),
    url_name="contact",
    order="name",
    search=matching,
    related=("company", "country", "salesperson"),
    prefetched=("tags",),
    columns=(
        Column("name", "Nume", cells.text("name"), sort="sort_key"),
        Column("company", "Companie", cells.text("company.name"), sort="company__sort_key", on_phone="under"),
        Column("city", "Localitate", cells.text("city"), sort="city"),
        Column("tags", "Etichete", cells.tags("tags")),
        Column("salesperson", "Agent", cells.person("salesperson")),
        Column("email", "E-mail", cells.link("email", "mailto"), is_extra=True),
        Column("created", "Creat", cells.moment("created_at"), sort="created_at"),
        Column("size", "Id", cells.number("pk"), sort="pk", total="pk", total_cell=number, on_phone="beside"),
    ),
    facets=(
        Flags(
            "kind",
            "Fel",
            flags=(
                Flag("companies", "Companii", Q(is_company=True)),
                Flag("people", "Persoane", Q(is_company=False)),
                Flag("mine", "Clienții mei", lambda look: Q(salesperson=look.user)),
            ),
        ),
        Choices(
            "country",
            "Țara",
            field="country",
            choices=lambda _look: Country.objects.filter(pk__in=["RO", "MD"]).values_list("pk", "name__ro"),
            empty="Fără țară",
        ),
        Linked(
            "tag",
            "Etichete",
            field="tag",
            choices=tags,
            empty="Fără etichete",
            through=Contact.tags.through,
            row="contact",
        ),
        Dates("created", "Creat", field="created_at", is_moment=True),
        Numbers("id", "Id", field="pk"),
    ),
    groupings=(
        Grouping("salesperson", "Agent", "salesperson", empty="Fără agent"),
        Grouping("city", "Localitate", "city", empty="Fără localitate"),
    ),
    actions=(
        BulkAction("archive", "Arhivează", "archive", archive, effect=lambda rows: "Nu mai apar în liste."),
        BulkAction("job", "Schimbă funcția", "edit", give_job, form=JobForm),
        BulkAction("forbidden", "Interzis", "lock", archive, visible_to=lambda user: user.is_administrator),
    ),
    primary=Primary("Nou(ă)", "Contact nou", "contact-new"),
)


OWN = replace(CONTACTS, key="own", rows=lambda user: Contact.objects.filter(salesperson=user))


BY_CITY = replace(CONTACTS, key="by-city", order="city")
TAGS = ConfigurationList(
    key="test-tags",
    title="Etichete",
    description="Cuvinte scurte pentru a găsi și a grupa oportunități.",
    label="Etichetă",
    hint="Etichetă nouă",
    model=Tag,
    require=require_administrator,
    crumbs=("CRM", "Configurare"),
    has_colour=True,
    uses=(Use(Contact.tags.through.objects.all, "tag", ngettext_lazy("%(shown)s contact", "%(shown)s contacts", "n")),),
)
STAGES = ConfigurationList(
    key="test-stages",
    title="Etape",
    description="Pașii unei vânzări.",
    label="Etapă",
    hint="Etapă nouă",
    model=Stage,
    require=require_administrator,
    is_ordered=True,
    has_archive=False,
    uses=(Use(Lead.objects.all, "stage", ngettext_lazy("%(shown)s contact", "%(shown)s contacts", "n")),),
    columns=(Column("probability", "Probabilitate", cells.number("probability")),),
    url_name="contact",
)


def nothing(_request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", include("filon.config.urls")),
    path("contacts-test/", list_view(CONTACTS), name="contact-list"),
    path("by-city-test/", list_view(BY_CITY)),
    path("tags-test/", configuration_view(TAGS)),
    path("stages-test/", configuration_view(STAGES)),
    path("own-test/", list_view(OWN), name="own-list"),
    path("contacts-test/new/", nothing, name="contact-new"),
    path("contacts-test/<int:pk>/", nothing, name="contact"),
]
