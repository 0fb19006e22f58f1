"""Stages, lost reasons, tags, teams and users by REST."""

import pytest

from filon.accounts.testing import a_user
from filon.api.testing import Program
from filon.crm.testing import a_lead, the_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return Program(a_user(role="administrator"))


def test_stages_come_in_their_order_and_in_the_language_asked_for(program: Program) -> None:
    assert [item["name"] for item in program.get("stages").json()["items"]] == [
        "New", "Qualified", "Proposition", "Won",
    ]  # fmt: skip


def test_a_stage_is_put_between_two_others(program: Program) -> None:
    proposal = the_stage("Proposition")
    answer = program.post("stages", {"name": "Negotiation", "sequence": proposal.sequence + 1, "probability": 80})
    assert answer.status_code == 201
    assert [item["name"] for item in program.get("stages").json()["items"]][2:4] == ["Proposition", "Negotiation"]


def test_only_an_administrator_changes_stages() -> None:
    assert Program(a_user(role="all")).post("stages", {"name": "Negotiation"}).status_code == 403


def test_a_stage_with_deals_is_not_deleted_and_says_so(program: Program) -> None:
    lead = a_lead(name="Iluminat")
    answer = program.delete(f"stages/{lead.stage_id}")
    assert answer.status_code == 409
    assert "1 opportunity" in answer.json()["errors"][0]["message"]


def test_a_lost_reason_is_created_renamed_and_archived(program: Program) -> None:
    reason = program.post("lost-reasons", {"name": "Too late"}).json()
    assert program.patch(f"lost-reasons/{reason['id']}", {"name": "Far too late"}).json()["name"] == "Far too late"
    assert program.patch(f"lost-reasons/{reason['id']}", {"active": False}).json()["active"] is False


def test_a_tag_without_a_name_is_refused_at_its_name(program: Program) -> None:
    answer = program.post("tags", {"colour": 3})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "name", "message": "This field is required."}]


def test_a_team_has_an_address_leaders_and_members(program: Program) -> None:
    ana, mihai = a_user(name="Ana"), a_user(name="Mihai")
    team = program.post(
        "teams",
        {"name": "Proiecte", "alias": "proiecte", "alias_policy": "partners", "leaders": [ana.pk],
         "members": [mihai.pk], "invoicing_target": "50000.00"},
    ).json()  # fmt: skip
    assert team["alias_address"] == "proiecte@filon.localhost"
    assert (team["alias_policy"], team["leaders"], team["members"]) == ("partners", [ana.pk], [mihai.pk])
    assert team["id"] in program.get(f"users/{mihai.pk}").json()["teams"]


def test_an_address_that_another_team_has_is_refused(program: Program) -> None:
    program.post("teams", {"name": "Proiecte", "alias": "proiecte"})
    answer = program.post("teams", {"name": "Altă echipă", "alias": "proiecte"})
    assert answer.status_code in (409, 422)
    assert answer.json()["errors"][0]["field"] == "alias"


def test_a_program_learns_whose_token_it_has(program: Program) -> None:
    assert program.get("users/me").json()["role"] == "administrator"


def test_only_administrators_see_the_ledger() -> None:
    assert Program(a_user(role="all")).get("inbound-messages").json()["items"] == []
