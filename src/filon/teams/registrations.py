"""What sales teams are to the house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.accounts.policies import inviters
from filon.calendar.hooks import Colouring, colourings
from filon.core.record_types import RecordType, register_record_type
from filon.history.derived import register_derived
from filon.mail.routing import alias_owners
from filon.search.registry import register_page_words
from filon.teams import policies
from filon.teams.models import Team
from filon.teams.panels import teams_of_user
from filon.teams.services.editing import derive_again, restore_team
from filon.teams.services.reading import hue_names, hues_of, leads_team
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

register_record_type(
    RecordType(
        kind=Team.record_kind,
        label=_("Sales team"),
        icon="users-group",
        model=Team,
        visible_to=lambda user: Team.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("teams:team", args=[pk]),
        may_change=lambda user, _row: policies.may_change(user),
        restore=lambda user, row: restore_team(actor=user, team=row),
    )
)
inviters.register("leaders", policies.leads_any)
colourings.register("team", Colouring("team", _("By team"), hues_of, hue_names))
alias_owners.register(Team.record_kind, leads_team)
register_derived(Team, derive_again)
menu.register(
    MenuEntry(
        "teams",
        _("Sales teams"),
        url_name="teams:teams",
        icon="users-group",
        parent="configuration",
        order=10,
        description=_("Who sells together, at which address messages reach them, and what they should invoice."),
    )
)
register_page_words("teams", "echipe vanzari alias adresa lider membri teams leader members")
panels.register("accounts.user", "teams", Panel("teams/user_teams.html", teams_of_user))
