"""One salesperson tries a colleague's opportunity in every place where an id or a question can stand."""

import base64
import io
import json
import re
import zipfile

import pytest
from django.http import QueryDict

from filon.accounts.testing import a_user
from filon.contacts.testing import a_company
from filon.core import clock
from filon.crm.models import Lead
from filon.crm.services.creating import create_lead
from filon.crm.testing import a_lead, the_stage
from filon.history.services.looking_back import as_of as as_of_moment
from filon.teams.testing import a_team
from tests.rights.world import World, undone

pytestmark = pytest.mark.django_db
SECRET = "Iluminatul lui Mihai"


def _page(world: World, path: str, **headers: str) -> str:
    response = world.client("other").get(path, headers={"Accept-Language": "en", **headers})
    raw = response.getvalue()
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as sheet:
            raw = b"".join(sheet.read(name) for name in sheet.namelist())
    return re.sub(r'value="\w{64}"', "", raw.decode())


def _api(world: World, method: str, path: str, body: object = None):
    return world.client("anyone").generic(
        method,
        f"/api/v1/{path}",
        json.dumps(body) if body is not None else "",
        "application/json",
        headers={"Authorization": f"Bearer {world.tokens['other']}"},
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "filter=",
        "view=table&filter=",
        "view=table&filter=salesperson:{self}",
        "view=table&filter=team:{team}",
        "view=table&filter=tag:{tag}",
        "view=table&filter=&q=Iluminatul",
        "view=table&filter=&q=muresan",
        "view=table&filter=&group=salesperson",
        "view=table&filter=&group=salesperson&open={self}",
        "view=table&filter=&order=-revenue",
        "view=board&filter=team:{team}",
        "view=table&filter=&export=csv",
        "export=xlsx&filter=",
    ],
)
def test_no_list_shows_it_however_it_is_asked(world: World, query: str):
    for headers in ({}, {"HX-Request": "true"}):
        assert SECRET not in _page(world, f"/crm/?{query.format_map(world.ids)}", **headers)


def test_counts_and_sums_leave_it_out(world: World):
    with undone():
        before = _page(world, "/crm/?view=table&filter=", **{"HX-Request": "true"})
        a_lead("Încă una", salesperson=world.people["own"], expected_revenue=987654)
        assert _page(world, "/crm/?view=table&filter=", **{"HX-Request": "true"}) == before


def test_neither_search_nor_palette_finds_it(world: World):
    assert SECRET not in _page(world, "/palette/?q=Iluminatul")


def test_neither_board_changes_nor_more_cards_bring_it(world: World):
    assert SECRET not in _page(world, "/crm/board/changes/?after=0.0&filter=")
    assert SECRET not in _page(world, f"/crm/board/{the_stage('New').pk}/more/?after=9.9999999999.99&filter=")


def test_his_customer_is_seen_but_not_what_he_buys(world: World):
    text = _page(world, f"/contacts/{world.ids['contact']}/")
    assert "Codrul de probă SRL" in text
    assert SECRET not in text


def test_no_bulk_action_touches_it(world: World):
    for action in ("archive", "restore"):
        with undone():
            sent = f"act=bulk&bulk={action}&confirmed=1&ids={world.ids['lead']}"
            world.client("other").post("/crm/?filter=&view=table", QueryDict(sent).dict())
            assert world.lead.is_active


def test_a_card_beside_it_says_nothing_of_it(world: World):
    with undone():
        mine = a_lead("A mea", salesperson=world.people["other"])
        sent = {"stage": str(the_stage("Qualified").pk), "above": world.ids["lead"], "below": world.ids["lead"]}
        assert world.client("other").post(f"/crm/{mine.pk}/move/", sent).status_code == 200
        ours = Lead.objects.get(pk=mine.pk)
        assert ours.rank == mine.rank


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?salesperson={self}",
        "?id={lead}",
        "?team={team}",
        "?tags={tag}",
        "?q=Iluminatul",
        "?order=name",
        "?order=-expected_revenue",
        "?expand=salesperson,contact",
        "?created_at__gte=2000-01-01T00:00:00Z",
        "?archived=all",
        "?status=open",
    ],
)
def test_no_question_of_a_program_brings_it(world: World, query: str):
    assert SECRET not in _api(world, "GET", f"leads{query.format_map(world.ids)}").content.decode()


def test_a_cursor_made_of_it_brings_nothing(world: World):
    for order, value in (("-id", None), ("name", "a"), ("-priority", 3)):
        text = json.dumps([order, value, int(world.ids["lead"]) + 1 if order == "-id" else 0])
        cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        answer = _api(world, "GET", f"leads?order={order}&cursor={cursor}")
        assert SECRET not in answer.content.decode()


def test_programs_learn_nothing_from_its_id_in_a_body(world: World):
    with undone():
        mine = a_lead("A mea", salesperson=world.people["other"])
        assert _api(world, "PATCH", f"leads/{mine.pk}", {"contact": int(world.ids["lead"])}).status_code == 422
        unknown = _api(world, "GET", "leads/999999999")
        hidden = _api(world, "GET", f"leads/{world.ids['lead']}")
        assert (unknown.status_code, unknown.json()) == (hidden.status_code, hidden.json())


def test_its_history_is_not_there_for_him_now_or_as_of_then(world: World):
    assert SECRET not in _page(world, "/history/")
    assert SECRET not in _api(world, "GET", "change-sets").content.decode()


def test_as_of_an_earlier_moment_he_sees_as_little_as_now(world: World):
    moment = clock.now()
    for role, is_seen in (("own", True), ("leader", True), ("other", False)):
        with as_of_moment(Lead.objects.visible_to(world.people[role]), moment) as then:
            assert then.filter(pk=world.ids["lead"]).exists() == is_seen, role


def test_a_member_of_two_teams_takes_from_both_and_from_no_third(world: World):
    with undone():
        user = a_user(name="Doina Două")
        both = [a_team("Una", members=[user]), a_team("Două", members=[user])]
        third = a_team("A treia")
        free = [create_lead(actor=None, name=team.name, team=team, salesperson=None) for team in (*both, third)]
        seen = set(Lead.objects.visible_to(user).filter(pk__in=[lead.pk for lead in free]))
        assert seen == set(free[:2])


def test_whoever_hands_an_opportunity_over_no_longer_sees_it(world: World):
    with undone():
        mine = a_lead("A mea", salesperson=world.people["other"], contact=a_company())
        answer = world.client("other").post(f"/crm/{mine.pk}/salesperson/", {"salesperson": world.ids["self"]})
        assert answer.headers["Location"] == "/crm/"
        assert world.client("other").get(f"/crm/{mine.pk}/").status_code == 404


def test_following_a_record_does_not_let_one_see_it(world: World):
    with undone():
        answer = world.client("own").post(
            f"/r/{world.ids['lead']}/followers/add/", {"user": world.ids["user"], "who": world.ids["user"]}
        )
        assert answer.status_code < 500
        assert world.client("other").get(f"/crm/{world.ids['lead']}/").status_code == 404
