"""The team and stage that a lead gets when nobody says which."""

from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.crm.choices import LeadType
from filon.crm.models import Stage
from filon.teams.models import Team


def propose_team(*, salesperson: User | None, current: Team | None, lead_type: str) -> Team | None:
    """The team for this salesperson: the current one if he is in it, else his first, else the first of the house.

    Without a salesperson the team stays. For a lead to be qualified, teams that qualify leads come first.
    """
    if salesperson is None:
        return current
    active = list(Team.objects.active().order_by("sequence", "-pk"))
    his = {*salesperson.led_teams.values_list("pk", flat=True), *salesperson.teams.values_list("pk", flat=True)}
    if current is not None and current.pk in his:
        return current
    first = [team for team in active if team.uses_leads] if lead_type == LeadType.LEAD else active
    for teams, only_his in ((first, True), (active, True), (first, False), (active, False)):
        for team in teams:
            if team.pk in his or not only_his:
                return team
    return None


def stages_for(team_id: int | None) -> list[Stage]:
    """The stages open to a team, in their order: those of all teams and its own."""
    return [stage for stage in Stage.objects.order_by("sequence", "pk") if stage.team_id in (None, team_id)]


def first_stage(team_id: int | None) -> Stage:
    """Where a new lead stands: the first stage that is not folded away."""
    stages = stages_for(team_id)
    stage = next((stage for stage in stages if not stage.is_folded), None) or next(iter(stages), None)
    if stage is None:
        raise DomainError(_("There is no stage yet. An administrator can add one under Configuration, Stages."))
    return stage
