"""Creating, changing, archiving and deleting sales teams."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.chatter.services.following import follow
from filon.core.deleting import delete_record
from filon.core.exceptions import DomainError
from filon.core.normalising import comma_below, sort_key
from filon.history.services import recording
from filon.mail.choices import AliasPolicy
from filon.mail.services.aliasing import set_alias
from filon.teams import policies
from filon.teams.models import Team
from filon.teams.services.membership import set_members
from filon.teams.services.targeting import note_target

OF_LEADERS = {"members", "invoicing_target"}


class TeamValues(TypedDict, total=False):
    """What may be said about a team; what is left out stays as it is. An empty `alias` is none."""

    name: str
    sequence: int
    invoicing_target: Decimal | None
    uses_leads: bool
    leaders: list[User]
    members: list[User]
    alias: str
    policy: AliasPolicy
    refusal_text: str


@transaction.atomic
def create_team(*, actor: User | None, **values: Unpack[TeamValues]) -> Team:
    """Make a sales team; its leaders follow it. DomainError names each field that cannot be understood."""
    policies.require_change(actor)
    recording.describe(gettext_noop("Added a sales team"))
    team = Team.objects.create(name=_checked_name(values.get("name", "")))
    return _apply(actor, team, values)


@transaction.atomic
def update_team(*, actor: User | None, team: Team, **values: Unpack[TeamValues]) -> Team:
    """Change what `values` name. The team's leader may change its members and its target only."""
    policies.require_lead(actor, team)
    if set(values) - OF_LEADERS:
        policies.require_change(actor)
    recording.describe(gettext_noop("Changed a sales team"))
    return _apply(actor, Team.objects.select_for_update().get(pk=team.pk), values)


@transaction.atomic
def archive_team(*, actor: User | None, team: Team) -> None:
    """Put a team away. New messages to its address are refused politely and wait on the ledger; answers still come."""
    policies.require_change(actor)
    recording.describe(gettext_noop("Archived a sales team"))
    Team.objects.filter(pk=team.pk).update(is_active=False)


@transaction.atomic
def restore_team(*, actor: User | None, team: Team) -> None:
    """Bring an archived team back."""
    policies.require_change(actor)
    recording.describe(gettext_noop("Restored a sales team"))
    Team.objects.filter(pk=team.pk).update(is_active=True)


def derive_again(ids: Iterable[int]) -> None:
    """Make the derived columns of the teams `ids` anew, as after an undo."""
    for team in Team.objects.filter(pk__in=list(ids)):
        Team.objects.filter(pk=team.pk).update(sort_key=sort_key(team.name))


@transaction.atomic
def delete_team(*, actor: User | None, team: Team) -> None:
    """Delete a team that nothing refers to; Conflict names what does."""
    policies.require_change(actor)
    recording.describe(gettext_noop("Deleted a sales team"))
    delete_record(team)


def _apply(actor: User | None, team: Team, values: TeamValues) -> Team:
    if "name" in values:
        team.name = _checked_name(values["name"])
    if "invoicing_target" in values:
        team.invoicing_target = _checked_target(values["invoicing_target"])
    team.sequence = values.get("sequence", team.sequence)
    team.uses_leads = values.get("uses_leads", team.uses_leads)
    team.sort_key = sort_key(team.name)
    team.save()
    if "invoicing_target" in values:
        note_target(team)
    if "leaders" in values:
        _lead(team, values["leaders"])
    if "members" in values:
        set_members(actor=actor, team=team, users=values["members"])
    if "alias" in values:
        policy = values.get("policy", AliasPolicy.EVERYONE)
        set_alias(
            owner=team.record,
            local_part=values["alias"],
            policy=policy,
            actor=actor,
            refusal_text=values.get("refusal_text"),
        )
    return team


def _lead(team: Team, leaders: list[User]) -> None:
    team.leaders.set(leaders)
    for leader in leaders:
        follow(actor=None, record_id=team.pk, user=leader)


def _checked_name(text: str) -> str:
    name = comma_below(" ".join(text.split()))
    if not name:
        raise DomainError(_("Write a name."), field="name")
    return name


def _checked_target(target: Decimal | None) -> Decimal | None:
    if target is not None and target < 0:
        raise DomainError(_("A target cannot be negative."), field="invoicing_target")
    return target
