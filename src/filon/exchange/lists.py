"""The list of imports: System, Import."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from filon.exchange.choices import State
from filon.exchange.declaring import exchangeables
from filon.exchange.models import Import
from filon.ui.lists import cells
from filon.ui.lists.declaration import Column, Primary, RecordList
from filon.ui.lists.filters import Choices
from filon.ui.lists.look import Look


def _kind(row: Import) -> str:
    declared = exchangeables.get(row.kind)
    return str(declared.label) if declared else row.kind


def _kinds(_look: Look) -> Iterable[tuple[Any, Any]]:
    return [(declared.kind, declared.label) for declared in exchangeables]


IMPORTS = RecordList(
    key="imports",
    title=_("Import"),
    noun=ngettext_lazy("%(shown)s import", "%(shown)s imports", "n"),
    rows=lambda user: Import.objects.visible_to(user),
    order="-created_at",
    url_name="exchange:import",
    crumbs=(_("System"),),
    related=("created_by",),
    columns=(
        Column("file", _("File"), cells.text("file_name")),
        Column("kind", _("What"), cells.Cell(lambda row, _look: _kind(row), _kind), on_phone="under"),
        Column("state", _("Status"), cells.choice("state"), on_phone="beside"),
        Column("created", pgettext_lazy("rows", "Created"), cells.number("created")),
        Column("updated", _("Updated"), cells.number("updated")),
        Column("skipped", _("Left out"), cells.number("skipped")),
        Column("rejected", _("Rejected"), cells.number("rejected")),
        Column("who", _("By whom"), cells.person("created_by")),
        Column("created_at", _("When"), cells.moment("created_at"), sort="pk"),
    ),
    facets=(
        Choices("kind", _("What"), field="kind", choices=_kinds),
        Choices("state", _("Status"), field="state", choices=lambda _look: State.choices),
    ),
    primary=Primary(_("Import"), _("Import a file"), "exchange:import-new"),
    empty_text=_("Bring contacts, opportunities, products and activities from a file. What comes in can be undone."),
    empty_icon="upload",
)
