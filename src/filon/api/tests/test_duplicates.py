"""Programs are told what is known already, and may merge, judge and convert."""

import pytest

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.api.testing import Program
from filon.contacts.models import Contact, Duplicate
from filon.contacts.testing import a_company
from filon.core.models import Record
from filon.crm.choices import LeadType
from filon.crm.models import Lead
from filon.crm.services.losing import lose_leads
from filon.crm.testing import a_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def mihai() -> User:
    return a_user(name="Mihai Ionescu")


def test_what_may_be_known_already_is_refused_with_the_candidates_unless_told_to_go_on(mihai: User) -> None:
    known = a_company("Codrul SRL")
    body = {"name": "S.C. Codrul S.R.L.", "is_company": True}
    response = Program(mihai).post("contacts", body)
    assert response.status_code == 409
    assert response.json()["candidates"] == [{"id": known.pk, "name": "Codrul SRL", "why": "the same name"}]
    assert Program(mihai).post("contacts", {**body, "allow_similar": True}).status_code == 201
    assert Program(mihai).post("contacts?force=true", body).status_code == 201


def test_a_lead_that_may_be_known_already_is_refused_with_the_candidates_unless_told_to_go_on(mihai: User) -> None:
    known = a_lead("Iluminat hală", salesperson=mihai, email="ana@x.example", phone="0744 555 010")
    body = {"name": "Iluminat", "email": "ANA@x.example", "phone": "+40744555010"}
    response = Program(mihai).post("leads", body)
    assert response.status_code == 409
    shared = "the same e-mail address and the same phone number"
    assert response.json()["candidates"] == [{"id": known.pk, "name": "Iluminat hală", "why": shared}]
    assert Program(mihai).post("leads?force=true", body).status_code == 201
    assert Program(mihai).post("leads", {**body, "allow_similar": True}).status_code == 201


def test_a_lead_of_others_or_one_that_is_closed_stands_in_nobodys_way(mihai: User) -> None:
    a_lead("A Anei", salesperson=a_user(name="Ana"), email="ana@x.example")
    lose_leads(actor=None, leads=[a_lead("Pierdută", salesperson=mihai, email="ana@x.example")])
    assert Program(mihai).post("leads", {"name": "Iluminat", "email": "ana@x.example"}).status_code == 201


def test_further_addresses_and_numbers_are_read_and_written(mihai: User) -> None:
    body = {"name": "Ana", "other_emails": ["ana@x.example"], "other_phones": ["0744 555 010"]}
    made = Program(mihai).post("contacts", body).json()
    assert (made["other_emails"], made["other_phones"]) == (["ana@x.example"], ["0744 555 010"])
    changed = Program(mihai).patch(f"contacts/{made['id']}", {"other_emails": []}).json()
    assert (changed["other_emails"], changed["other_phones"]) == ([], ["0744 555 010"])


def test_contacts_are_merged_and_the_choice_is_kept(mihai: User) -> None:
    one, other = a_company("Alfa SRL"), a_company("S.C. Alfa")
    body = {"ids": [one.pk, other.pk], "choices": {"name": other.pk}}
    assert Program(mihai).post("contacts/merge", body).json()["name"] == "S.C. Alfa"
    assert Contact.objects.get().pk == one.pk
    assert Record.objects.get(pk=other.pk).merged_into_id == one.pk


def test_a_verdict_is_remembered_and_the_queue_is_read(mihai: User) -> None:
    one, other = a_company("Alfa SRL"), a_company("S.C. Alfa")
    Duplicate.objects.create(kind="contact", first_id=one.pk, second_id=other.pk, reasons="name")
    assert [item["first"] for item in Program(mihai).get("duplicates").json()["items"]] == [one.pk]
    body = {"first": other.pk, "second": one.pk, "verdict": "different"}
    assert Program(mihai).post("duplicates", body).status_code == 200
    assert Program(mihai).get("duplicates").json()["items"] == []


def test_leads_are_merged_converted_and_compared(mihai: User) -> None:
    one = a_lead("A", salesperson=mihai, email="ana@x.example", type=LeadType.LEAD)
    other = a_lead("B", salesperson=mihai, email="ana@x.example", type=LeadType.LEAD)
    found = Program(mihai).get(f"leads/{one.pk}/similar").json()["items"]
    assert [item["why"] for item in found] == ["the same e-mail address"]
    assert Program(mihai).post("leads/merge", {"ids": [one.pk, other.pk]}).json()["id"] == one.pk
    made = Program(mihai).post(f"leads/{one.pk}/convert", {"customer": "new"}).json()
    assert made["type"] == "opportunity"
    assert Lead.objects.get().contact_id == made["contact"]


def test_leads_of_others_are_not_merged(mihai: User) -> None:
    own, foreign = a_lead("A", salesperson=mihai), a_lead("B", salesperson=a_user(name="Ana"))
    response = Program(mihai).post("leads/merge", {"ids": [own.pk, foreign.pk]})
    assert response.status_code == 403
    assert "“A”" in response.json()["errors"][0]["message"]
