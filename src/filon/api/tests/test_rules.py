"""What holds for every resource."""

import pytest
from django.test import Client

from filon.accounts.models import ApiToken
from filon.accounts.testing import a_user
from filon.api.testing import Program
from filon.contacts.models import Contact
from filon.contacts.testing import a_company, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return Program(a_user(role="administrator"))


def test_without_a_token_the_answer_is_401_and_a_problem() -> None:
    answer = Client().get("/api/v1/contacts")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_token_for_reading_may_not_write() -> None:
    program = Program(a_user(), scope=ApiToken.Scope.READ)
    assert program.get("contacts").status_code == 200
    assert program.post("contacts", {"name": "Codrul SRL"}).status_code == 403


def test_what_is_not_there_is_404(program: Program) -> None:
    assert program.get("contacts/999999").status_code == 404


def test_an_address_that_leads_nowhere_is_a_problem_too(program: Program) -> None:
    for answer in (program.get("shoes"), program.post("shoes", {})):
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_an_unknown_field_is_named(program: Program) -> None:
    answer = program.post("contacts", {"name": "Codrul SRL", "colour": "red"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "colour", "message": "There is no such field."}]


def test_refusals_are_in_the_language_that_was_asked_for() -> None:
    program = Program(a_user(), language="ro")
    assert program.post("contacts", {"name": "Codrul SRL", "colour": "red"}).json()["errors"][0]["message"] == (
        "Nu există un astfel de câmp."
    )


def test_an_id_that_leads_nowhere_is_an_error_at_its_field(program: Program) -> None:
    answer = program.post("contacts", {"name": "Codrul SRL", "salesperson": 424242})
    assert answer.json()["errors"] == [{"field": "salesperson", "message": "There is no such record."}]


def test_text_that_is_not_json_is_422(program: Program) -> None:
    answer = program.client.post(
        "/api/v1/contacts", data=b"{", content_type="application/json", headers=program.headers
    )
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_repeated_request_acts_once(program: Program) -> None:
    first = program.post("contacts", {"name": "Codrul SRL"}, Idempotency_Key="k-1")
    second = program.post("contacts", {"name": "Codrul SRL"}, Idempotency_Key="k-1")
    assert first.json() == second.json()
    assert Contact.objects.count() == 1


def test_the_same_key_with_another_request_is_refused(program: Program) -> None:
    program.post("contacts", {"name": "Codrul SRL"}, Idempotency_Key="k-1")
    assert program.post("contacts", {"name": "Alta SRL"}, Idempotency_Key="k-1").status_code == 422


def test_a_refused_request_may_be_repeated_with_its_key(program: Program) -> None:
    assert program.post("contacts", {"name": ""}, Idempotency_Key="k-2").status_code == 422
    assert program.post("contacts", {"name": ""}, Idempotency_Key="k-2").status_code == 422


def test_a_change_to_a_version_that_is_gone_is_412(program: Program) -> None:
    contact = a_company(name="Codrul SRL")
    seen = program.get(f"contacts/{contact.pk}")["ETag"]
    assert program.patch(f"contacts/{contact.pk}", {"name": "Codrul SA"}, If_Match=seen).status_code == 200
    assert program.patch(f"contacts/{contact.pk}", {"name": "Codru SA"}, If_Match=seen).status_code == 412


def test_a_patch_changes_only_what_it_names(program: Program) -> None:
    contact = a_company(name="Codrul SRL", city="Cluj-Napoca")
    answer = program.patch(f"contacts/{contact.pk}", {"name": "Codrul SA"})
    assert (answer.json()["name"], answer.json()["city"]) == ("Codrul SA", "Cluj-Napoca")


def test_pages_follow_each_other_without_gap_or_repetition(program: Program) -> None:
    for number in range(7):
        a_company(name=f"Firma {number % 3}")
    seen: list[int] = []
    path = "contacts?limit=2&order=name"
    while path:
        body = program.get(path).json()
        seen += [item["id"] for item in body["items"]]
        path = f"contacts?limit=2&order=name&cursor={body['next']}" if body["next"] else ""
    assert len(seen) == len(set(seen)) == 7


def test_a_cursor_of_another_order_is_refused(program: Program) -> None:
    for name in ("A", "B", "C"):
        a_company(name=name)
    cursor = program.get("contacts?limit=1&order=name").json()["next"]
    assert program.get(f"contacts?limit=1&order=-name&cursor={cursor}").status_code == 422
    assert program.get("contacts?cursor=rubbish").status_code == 422


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "order=shoe", "shoe=1", "archived=perhaps"])
def test_a_question_that_a_list_does_not_understand_is_422(program: Program, query: str) -> None:
    assert program.get(f"contacts?{query}").status_code == 422


def test_text_is_found_without_case_and_diacritics(program: Program) -> None:
    a_company(name="Vinăria Crama Țării")
    a_company(name="Codrul SRL")
    assert [item["name"] for item in program.get("contacts?q=TARII").json()["items"]] == ["Vinăria Crama Țării"]


def test_relations_are_ids_and_may_be_written_out(program: Program) -> None:
    company = a_company("Codrul SRL")
    person = a_person("Elena", company=company)
    assert program.get(f"contacts/{person.pk}").json()["company"] == company.pk
    assert program.get(f"contacts/{person.pk}?expand=company").json()["company"] == {
        "id": company.pk,
        "name": "Codrul SRL",
    }


def test_many_are_created_together_or_not_at_all(program: Program) -> None:
    answer = program.post("contacts/bulk", {"items": [{"name": "A"}, {"name": ""}]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["index"] == 1
    assert not Contact.objects.exists()
    assert len(program.post("contacts/bulk", {"items": [{"name": "A"}, {"name": "B"}]}).json()["items"]) == 2


def test_archived_rows_are_listed_when_asked(program: Program) -> None:
    contact = a_company(name="Codrul SRL")
    program.patch(f"contacts/{contact.pk}", {"active": False})
    assert program.get("contacts").json()["items"] == []
    assert len(program.get("contacts?archived=yes").json()["items"]) == 1


def test_the_openapi_document_and_its_pages_are_open() -> None:
    assert Client().get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")
    assert Client().get("/api/v1/docs").status_code == 200


@pytest.mark.django_db
def test_a_text_with_the_nul_character_is_refused_at_its_field() -> None:
    answer = Program(a_user()).post("leads", {"name": "a\x00b"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "name"
