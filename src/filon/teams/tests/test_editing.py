"""Sales teams, their people and their address."""

from decimal import Decimal

import pytest

from filon.accounts.testing import a_user, an_administrator
from filon.chatter.services import following
from filon.core.exceptions import DomainError, NotAllowed
from filon.mail.choices import AliasPolicy
from filon.mail.models import Alias
from filon.teams.models import Team
from filon.teams.services import editing, membership
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


def test_a_fresh_installation_has_a_team_that_receives_mail() -> None:
    team = Team.objects.get()
    assert team.name == "Vânzări"
    assert Alias.objects.get(owner=team.record).local_part == "vanzari"


def test_only_administrators_make_teams() -> None:
    with pytest.raises(NotAllowed):
        editing.create_team(actor=a_user(role="all"), name="Parteneri")
    assert editing.create_team(actor=an_administrator(), name=" Parteneri ").name == "Parteneri"


def test_a_team_needs_a_name_and_no_negative_target() -> None:
    with pytest.raises(DomainError):
        editing.create_team(actor=None, name="  ")
    with pytest.raises(DomainError) as refusal:
        editing.create_team(actor=None, name="Parteneri", invoicing_target=Decimal(-1))
    assert list(refusal.value.errors) == ["invoicing_target"]


def test_a_team_gets_an_address_of_its_own() -> None:
    team = a_team(alias="Parteneri Cluj", policy=AliasPolicy.PARTNERS)
    alias = Alias.objects.get(owner=team.record)
    assert (alias.local_part, alias.policy) == ("parteneri-cluj", AliasPolicy.PARTNERS)


def test_an_address_that_is_taken_is_refused_and_nothing_is_made() -> None:
    with pytest.raises(DomainError) as refusal:
        a_team("A doua echipă", alias="vanzari")
    assert "Vânzări" in refusal.value.errors["alias"]


def test_an_empty_address_takes_the_old_one_back() -> None:
    team = a_team(alias="parteneri")
    editing.update_team(actor=None, team=team, alias="")
    assert not Alias.objects.filter(owner=team.record).exists()


def test_what_is_not_named_stays() -> None:
    team = a_team(alias="parteneri", members=[a_user()])
    editing.update_team(actor=None, team=team, name="Parteneri noi")
    assert team.members.count() == 1
    assert Alias.objects.filter(owner=team.record).exists()


def test_leaders_follow_their_team() -> None:
    ana = a_user(name="Ana")
    assert following.is_following(record_id=a_team(leaders=[ana]).pk, user=ana)


def test_one_person_may_be_in_several_teams_but_once_in_each() -> None:
    ana = a_user(name="Ana")
    first, second = a_team("Prima", members=[ana]), a_team("A doua", members=[ana])
    assert set(ana.teams.all()) == {first, second}
    with pytest.raises(DomainError):
        membership.add_member(actor=None, team=first, user=ana)


def test_who_is_switched_off_does_not_join() -> None:
    with pytest.raises(DomainError):
        a_team(members=[a_user(is_active=False)])


def test_members_who_stay_keep_their_rows() -> None:
    ana, mihai, ioana = a_user(name="Ana"), a_user(name="Mihai"), a_user(name="Ioana")
    team = a_team(members=[ana, mihai])
    kept = team.memberships.get(user=ana).pk
    membership.set_members(actor=None, team=team, users=[ana, ioana])
    assert set(team.members.all()) == {ana, ioana}
    assert team.memberships.get(user=ana).pk == kept


def test_a_team_is_archived_and_restored_with_its_address() -> None:
    team = a_team(alias="parteneri")
    editing.archive_team(actor=None, team=team)
    assert team not in Team.objects.active()
    assert Alias.objects.filter(owner=team.record).exists()
    editing.restore_team(actor=None, team=team)
    assert team in Team.objects.active()


def test_a_team_that_nothing_needs_can_be_deleted() -> None:
    team = a_team(alias="parteneri")
    editing.delete_team(actor=an_administrator(), team=team)
    assert not Alias.objects.filter(local_part="parteneri").exists()
