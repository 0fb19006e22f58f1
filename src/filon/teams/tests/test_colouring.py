"""The calendar by team: whoever is in several teams, or leads several, has the colour of one of them."""

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.calendar.testing import a_meeting, at
from filon.teams.models import Team
from filon.teams.services.reading import hue_names, hues_of
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams() -> list[Team]:
    Team.objects.update(is_active=False)
    return [a_team(name) for name in ("Nord", "Sud", "Vest")]


@pytest.fixture
def ioana() -> User:
    return a_user(role="all", name="Ioana", time_zone="Europe/Bucharest")


def test_each_team_has_a_hue_in_its_order(teams: list[Team]) -> None:
    assert hue_names() == [("Nord", 1), ("Sud", 2), ("Vest", 3)]


def test_who_leads_several_teams_has_the_colour_of_the_first(teams: list[Team], ioana: User) -> None:
    for team in reversed(teams[1:]):
        team.leaders.add(ioana)
    assert hues_of([ioana.pk]) == {ioana.pk: 2}


def test_where_one_sells_goes_before_where_one_leads(teams: list[Team], ioana: User) -> None:
    teams[0].leaders.add(ioana)
    teams[2].memberships.create(user=ioana)
    assert hues_of([ioana.pk]) == {ioana.pk: 3}


def test_an_archived_team_and_none_at_all_have_no_colour(teams: list[Team], ioana: User) -> None:
    teams[0].memberships.create(user=ioana)
    Team.objects.update(is_active=False)
    assert hues_of([ioana.pk, a_user().pk]) == {}


def test_the_calendar_draws_and_names_the_colours_of_teams(teams: list[Team], ioana: User, client: Client) -> None:
    teams[1].memberships.create(user=ioana)
    a_meeting(organiser=ioana, start=at("2026-12-01 10:00"))
    client.force_login(ioana)
    page = client.get("/calendar/?colour=team").content.decode()
    assert "După echipă" in page
    assert '<span class="cal-key cal-2"></span>Sud' in page
    events = client.get("/calendar/events/?colour=team&start=2026-11-30T00:00:00&end=2026-12-07T00:00:00").json()
    assert events[0]["classNames"] == ["cal-2"]
