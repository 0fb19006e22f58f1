"""The cards of the sales teams."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.crm.services.teams import team_cards
from filon.crm.services.totalling import fold
from filon.crm.testing import a_lead
from filon.teams.services.targeting import today
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


def the_card(user, name: str):
    return next(card for card in team_cards(user) if card.team.name == name)


def test_a_card_counts_what_is_open_late_unowned_and_new() -> None:
    team, mihai = a_team("Parteneri"), a_user(name="Mihai")
    a_lead(team=team, salesperson=mihai, expected_revenue=Decimal(1000))
    a_lead(team=team, salesperson=None, expected_revenue=Decimal(500), expected_closing=today() - timedelta(days=1))
    a_lead(team=a_team("Alta"), salesperson=None)
    card = the_card(an_administrator(), "Parteneri")
    assert (card.count, card.revenue, card.late, card.unassigned, card.new) == (2, Decimal(1500), 1, 1, 2)
    assert [week.count for week in card.weeks] == [0, 0, 0, 0, 0, 2]


def test_folding_the_totals_changes_no_card() -> None:
    a_lead(team=a_team("Parteneri"), salesperson=None)
    fold()
    assert the_card(an_administrator(), "Parteneri").count == 1


def test_who_sees_his_own_only_counts_his_own_and_what_is_free() -> None:
    mihai, ana = a_user(name="Mihai"), a_user(name="Ana")
    team = a_team("Parteneri", members=[mihai])
    a_lead(team=team, salesperson=mihai)
    a_lead(team=team, salesperson=ana)
    a_lead(team=team, salesperson=None)
    assert [card.team.name for card in team_cards(mihai)] == ["Parteneri"]
    assert the_card(mihai, "Parteneri").count == 2
    assert team_cards(ana) == []


def test_the_page_costs_as_much_with_many_teams_as_with_few(client: Client, django_assert_max_num_queries) -> None:
    client.force_login(an_administrator())
    for number in range(6):
        a_lead(team=a_team(f"Echipa {number}"), salesperson=None)
    with django_assert_max_num_queries(25):
        page = client.get("/crm/teams/").content.decode()
    assert "Echipa 5" in page
    assert "Neatribuite" in page
