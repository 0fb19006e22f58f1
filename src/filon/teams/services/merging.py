"""Two people saving the same team: what does not collide merges, and for the rest both versions are shown."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from filon.accounts.models import User
from filon.history.services.merging_edits import Conflict, Settled, settle
from filon.mail.choices import AliasPolicy
from filon.mail.models import Alias
from filon.teams.models import Team

OF_ALIAS = {"alias": "local_part", "policy": "policy", "refusal_text": "refusal_text"}
OF_PEOPLE = ("leaders", "members")


def settle_team(
    *, user: User, team: Team, typed: Mapping[str, Any], posted: Mapping[str, str], labels: Mapping[str, Any]
) -> Settled:
    """What a form changes in the team, beside what others saved since it was shown.

    Leaders and members merge person by person: who was added or taken out in the form (against the posted
    `shown_<field>`) is, and whom somebody else added or took out stays so.
    """
    own = {name: value for name, value in typed.items() if name not in OF_ALIAS and name not in OF_PEOPLE}
    settled = settle(row=team, typed=own, posted=posted, labels=labels, user=user)
    people = {
        name: _merged(list(getattr(team, name).all()), typed[name], posted.get(f"shown_{name}"))
        for name in OF_PEOPLE
        if name in typed
    }
    alias = Alias.objects.filter(owner=team.pk).first()
    if alias is None or not any(name in typed for name in OF_ALIAS):
        address = {name: typed[name] for name in OF_ALIAS if name in typed}
        return replace(settled, kept={**settled.kept, **people, **address})
    written = {column: typed[name] for name, column in OF_ALIAS.items() if name in typed}
    names = {column: name for name, column in OF_ALIAS.items()}
    renamed = {f"keep_{column}": posted.get(f"keep_{name}", "") for name, column in OF_ALIAS.items()}
    said = settle(
        row=alias,
        typed=written,
        posted={**renamed, "version": posted.get("version", "")},
        labels={column: labels[name] for column, name in names.items()},
        user=user,
        root=team.pk,
    )
    address = {name: said.kept.get(column, getattr(alias, column)) for name, column in OF_ALIAS.items()}
    conflicts = [*settled.conflicts, *(_named(conflict, names) for conflict in said.conflicts)]
    return Settled({**settled.kept, **people, **address}, settled.who or said.who, conflicts)


def _merged(present: list[User], chosen: list[User], shown: str | None) -> list[User]:
    if shown is None:
        return chosen
    before = {int(text) for text in shown.split(",") if text.isdecimal()}
    chosen_ids = {user.pk for user in chosen}
    kept = [user for user in present if user.pk in chosen_ids or user.pk not in before]
    return [*kept, *(user for user in chosen if user.pk not in before and user not in kept)]


def _named(conflict: Conflict, names: Mapping[str, str]) -> Conflict:
    """The conflict under the name that its field has in the form, with policies in words."""
    policies = {policy.value: str(policy.label) for policy in AliasPolicy}
    return replace(
        conflict,
        name=names[conflict.name],
        mine=policies.get(conflict.mine, conflict.mine),
        theirs=policies.get(conflict.theirs, conflict.theirs),
    )
