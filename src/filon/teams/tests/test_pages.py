"""CRM, Configuration, Sales teams: as the guide describes it."""

import re

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.mail.models import Alias, InboundMessage, InboundRoute
from filon.teams.models import Team
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def typed(**values: object) -> dict[str, object]:
    return {"name": "Parteneri", "alias": "parteneri", "policy": "everyone", **values}


def test_the_list_names_teams_with_their_address(browser: Client) -> None:
    page = browser.get("/teams/").content.decode()
    assert "Vânzări" in page
    assert "vanzari@filon.localhost" in page
    assert "Nou(ă)" in page


def test_the_list_costs_as_many_queries_with_many_teams_as_with_few(
    browser: Client, django_assert_max_num_queries
) -> None:
    for number in range(8):
        a_team(f"Echipa {number}", alias=f"echipa{number}", members=[a_user()], leaders=[a_user()])
    with django_assert_max_num_queries(20):
        browser.get("/teams/")


def test_the_form_has_the_labels_of_the_guide(browser: Client) -> None:
    page = browser.get("/teams/new/").content.decode()
    for label in (
        "Adresă de e-mail alias",
        "Acceptă e-mailuri de la",
        "Toată lumea",
        "Parteneri autentificați",
        "Doar urmăritori",
        "Țintă de facturare",
        "Lider de echipă",
        "Membri",
        "Adaugă",
        "Salvează",
    ):
        assert label in page


def test_a_team_is_made_with_all_that_the_form_asks(browser: Client) -> None:
    ana, mihai = a_user(name="Ana"), a_user(name="Mihai")
    browser.post(
        "/teams/new/",
        typed(leaders=[ana.pk], members=[ana.pk, mihai.pk], invoicing_target="480.000,00", policy="followers"),
    )
    team = Team.objects.get(name="Parteneri")
    assert set(team.members.all()) == {ana, mihai}
    assert list(team.leaders.all()) == [ana]
    assert str(team.invoicing_target) == "480000.00"
    assert Alias.objects.get(owner=team.record).policy == "followers"


def test_a_form_with_errors_keeps_the_members_that_were_chosen(browser: Client) -> None:
    ana = a_user(name="Ana Dobre")
    answer = browser.post("/teams/new/", typed(alias="vanzari", members=[ana.pk]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ana Dobre" in page
    assert "aparține deja" in page


@pytest.mark.parametrize(
    ("alias", "said"), [("Noi Clienți", "noi-clienti@filon.localhost"), ("vanzari", "Vânzări"), ("😊", "litere")]
)
def test_while_an_address_is_typed_the_form_says_whether_it_is_free(browser: Client, alias: str, said: str) -> None:
    assert said in browser.get("/teams/alias/", {"alias": alias}).content.decode()


def test_its_own_address_is_free_for_a_team(browser: Client) -> None:
    team = Team.objects.get()
    answer = browser.get("/teams/alias/", {"alias": "vanzari", "team": team.pk}).content.decode()
    assert "liberă" in answer


def test_a_member_is_chosen_in_the_dialog_and_joins_the_form(browser: Client) -> None:
    ana = a_user(name="Ana Dobre")
    answer = browser.post("/teams/member/", {"user": ana.pk}).content.decode()
    assert f'name="members" value="{ana.pk}"' in answer


def test_a_new_salesperson_is_made_on_the_spot_and_invited(browser: Client) -> None:
    answer = browser.post("/teams/member/", {"name": "Ștefan Ionescu", "email": "stefan@exemplu.test"}).content.decode()
    stefan = User.objects.get(email="stefan@exemplu.test")
    assert (stefan.role, stefan.name) == ("own", "Ștefan Ionescu")
    assert f'name="members" value="{stefan.pk}"' in answer
    assert "http" in answer


def test_a_dialog_without_a_choice_says_so(browser: Client) -> None:
    assert browser.post("/teams/member/", {}).status_code == 422


def test_who_is_no_administrator_sees_a_team_and_cannot_change_it(client: Client) -> None:
    client.force_login(a_user(role="all"))
    team = Team.objects.get()
    page = client.get(f"/teams/{team.pk}/").content.decode()
    assert "Salvează" not in page.replace("data-dirty-bar", "")[: page.index("data-dirty-bar")]
    assert client.post(f"/teams/{team.pk}/", typed()).status_code == 403
    assert client.get("/teams/new/").status_code == 403
    assert client.post("/teams/member/", {"name": "x", "email": "x@exemplu.test"}).status_code == 403


def test_a_team_is_archived_from_its_menu(browser: Client) -> None:
    team = a_team()
    browser.post(f"/teams/{team.pk}/archive/")
    team.refresh_from_db()
    assert not team.is_active
    assert "arhivată" in browser.get(f"/teams/{team.pk}/").content.decode()


def test_the_page_of_a_user_names_the_teams_in_which_he_sells_and_those_he_leads(browser: Client) -> None:
    ana = a_user(name="Ana Dobre")
    a_team("Parteneri", members=[ana])
    a_team("Export", leaders=[ana])
    page = browser.get(f"/system/users/{ana.pk}/").content.decode()
    assert page.index("Membru în:") < page.index("Parteneri") < page.index("Conduce:") < page.index("Export")


def test_the_page_counts_what_came_of_messages_to_the_address(browser: Client) -> None:
    team = Team.objects.get()
    for outcome in ("created", "created", "refused"):
        inbound = InboundMessage.objects.create(transport="smtp", digest="0" * 64)
        InboundRoute.objects.create(inbound=inbound, alias=Alias.objects.get(), outcome=outcome)
    page = browser.get(f"/teams/{team.pk}/").content.decode()
    assert "primite: 3, respinse: 1, eșuate: 0" in page


def posted(client: Client, team: Team, **changes: object) -> dict[str, object]:
    """What the form of a team posts as it is shown now, with some fields changed."""
    page = client.get(f"/teams/{team.pk}/").content.decode()
    hidden = dict(re.findall(r'name="(version|shown_\w+)" value="([^"]*)"', page))
    alias = team.record.alias
    people = {"leaders": [user.pk for user in team.leaders.all()], "members": [user.pk for user in team.members.all()]}
    address = {"alias": alias.local_part, "policy": alias.policy, "refusal_text": alias.refusal_text}
    return {"name": team.name, **address, **people, **hidden, **changes}


def test_two_people_who_change_different_things_of_a_team_both_have_their_way(client: Client) -> None:
    client.force_login(an_administrator())
    ana, ion, dan = (a_user(name=name) for name in ("Ana", "Ion", "Dan"))
    team = a_team(name="Cluj", alias="cluj", members=[ana, ion])
    mine = posted(client, team, name="Cluj-Napoca", members=[ana.pk])
    client.post(f"/teams/{team.pk}/", posted(client, team, policy="partners", members=[ana.pk, ion.pk, dan.pk]))
    assert client.post(f"/teams/{team.pk}/", mine).status_code == 302
    team = Team.objects.get(pk=team.pk)
    assert (team.name, team.record.alias.policy) == ("Cluj-Napoca", "partners")
    assert set(team.members.all()) == {ana, dan}


def test_what_two_people_change_at_once_in_a_team_is_shown_with_both_versions(client: Client) -> None:
    client.force_login(an_administrator(name="Mara"))
    team = a_team(name="Cluj", alias="cluj")
    mine = posted(client, team, name="Nord", policy="followers")
    client.post(f"/teams/{team.pk}/", posted(client, team, name="Vest", policy="partners"))
    answer = client.post(f"/teams/{team.pk}/", mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Vest" in page
    assert "Varianta dvs.: Doar urmăritori" in page
    assert "Varianta salvată de Mara: Parteneri autentificați" in page
    client.post(f"/teams/{team.pk}/", {**mine, "keep_name": "mine", "keep_policy": "theirs"})
    team = Team.objects.get(pk=team.pk)
    assert (team.name, team.record.alias.policy) == ("Nord", "partners")
