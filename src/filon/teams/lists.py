"""The list of sales teams: CRM, Configuration, Sales teams."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.core.normalising import folded
from filon.mail.models import Alias
from filon.organisation.models import Organisation
from filon.teams import policies
from filon.teams.models import Team
from filon.ui import formatting
from filon.ui.cells import Cell, text
from filon.ui.lists.declaration import Column, Primary, RecordList
from filon.ui.lists.filters import IN_USE
from filon.ui.lists.look import Look


def _people(relation: str) -> Cell:
    def shown(team: Any) -> str:
        return ", ".join(user.name for user in getattr(team, relation).all())

    return Cell(lambda team, _look: shown(team), shown)


def _member_count(team: Any) -> int:
    return len(team.members.all())


def _address(team: Any) -> str:
    alias: Alias | None = getattr(team.record, "alias", None)
    return alias.address if alias else ""


def _found(teams: "QuerySet[Any]", query: str) -> "QuerySet[Any]":
    """Teams are few: their names are compared here, without case and diacritics."""
    wanted = folded(query)
    return teams.filter(pk__in=[pk for pk, name in teams.values_list("pk", "name") if wanted in folded(name)])


def _target(team: Any, look: Look) -> str:
    if team.invoicing_target is None:
        return ""
    currency = look.once("currency of targets", lambda: Organisation.current().currency.code)
    return formatting.money(team.invoicing_target, currency)


def _rows(user: User) -> "QuerySet[Team]":
    return Team.objects.visible_to(user)


TEAMS = RecordList(
    key="teams",
    title=_("Sales teams"),
    noun=ngettext_lazy("%(shown)s team", "%(shown)s teams", "n"),
    rows=_rows,
    order="name",
    url_name="teams:team",
    crumbs=(_("CRM"), _("Configuration")),
    search=_found,
    related=("record__alias",),
    prefetched=("leaders", "members"),
    columns=(
        Column("name", _("Name"), text("name"), sort="sort_key"),
        Column("alias", _("E-mail alias"), Cell(lambda team, _look: _address(team), _address), on_phone="under"),
        Column("leaders", _("Team leader"), _people("leaders")),
        Column(
            "members",
            _("Members"),
            Cell(lambda team, _look: formatting.number(_member_count(team)), _member_count, "num"),
            on_phone="beside",
        ),
        Column("target", _("Invoicing target"), Cell(_target, lambda team: team.invoicing_target, "num")),
    ),
    facets=(IN_USE,),
    starts_with=lambda _user: ("state:active",),
    primary=Primary(_("New"), _("New sales team"), "teams:team-new", visible_to=policies.may_change),
    empty_text=_("A team gets its own address: every message sent there becomes a lead or an opportunity."),
    empty_icon="users-group",
)
