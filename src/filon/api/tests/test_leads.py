"""Leads by REST."""

from datetime import date

import pytest

from filon.accounts.testing import a_user
from filon.api.testing import Program
from filon.contacts.testing import a_company
from filon.crm.models import Lead, LostReason, Stage
from filon.crm.testing import a_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return Program(a_user(role="administrator"))


def test_a_lead_is_created_with_what_it_names(program: Program) -> None:
    contact = a_company("Codrul SRL")
    answer = program.post(
        "leads",
        {"name": "Iluminat hală", "contact": contact.pk, "expected_revenue": "42500.00", "priority": 2},
    )
    assert answer.status_code == 201
    lead = answer.json()
    assert (lead["contact"], lead["expected_revenue"], lead["priority"]) == (contact.pk, "42500.00", 2)
    assert lead["status"] == "open"


def test_a_lead_without_name_and_customer_is_refused_at_its_name(program: Program) -> None:
    answer = program.post("leads", {"expected_revenue": "10.00"})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["name"]


def test_what_others_own_is_404_for_who_sees_his_own(program: Program) -> None:
    lead = a_lead(name="A altuia", salesperson=a_user(name="Ioana"))
    stranger = Program(a_user(name="Mihai"))
    assert stranger.get(f"leads/{lead.pk}").status_code == 404
    assert stranger.patch(f"leads/{lead.pk}", {"name": "Al meu"}).status_code == 404
    assert stranger.post(f"leads/{lead.pk}/win").status_code == 404
    assert stranger.get("leads").json()["items"] == []


def test_a_won_lead_has_status_won_and_a_closing_time(program: Program) -> None:
    lead = a_lead(name="Iluminat")
    answer = program.post(f"leads/{lead.pk}/win").json()
    assert (answer["status"], answer["probability"]) == ("won", "100.00")
    assert answer["closed_at"] is not None


def test_a_lost_lead_keeps_its_reason_and_leaves_the_list(program: Program) -> None:
    lead, reason = a_lead(name="Iluminat"), LostReason.objects.first()
    assert reason is not None
    answer = program.post(f"leads/{lead.pk}/lose", {"lost_reason": reason.pk, "note": "Prea scump."}).json()
    assert (answer["status"], answer["lost_reason"]) == ("lost", reason.pk)
    assert program.get("leads").json()["items"] == []
    assert len(program.get("leads?status=lost").json()["items"]) == 1
    assert "Prea scump." in [item["body"] for item in program.get(f"leads/{lead.pk}/messages").json()["items"]]


def test_a_lost_lead_is_restored(program: Program) -> None:
    lead = a_lead(name="Iluminat")
    program.post(f"leads/{lead.pk}/lose", {})
    answer = program.post(f"leads/{lead.pk}/restore").json()
    assert (answer["status"], answer["closed_at"], answer["lost_reason"]) == ("open", None, None)


def test_moving_to_a_won_stage_wins(program: Program) -> None:
    lead, won = a_lead(name="Iluminat"), Stage.objects.get(is_won=True)
    assert program.patch(f"leads/{lead.pk}", {"stage": won.pk}).json()["status"] == "won"


def test_dates_are_days_and_money_is_text(program: Program) -> None:
    lead = a_lead(name="Iluminat")
    answer = program.patch(f"leads/{lead.pk}", {"expected_closing": "2026-12-31", "expected_revenue": "0.10"}).json()
    assert (answer["expected_closing"], answer["expected_revenue"]) == ("2026-12-31", "0.10")
    assert Lead.objects.get(pk=lead.pk).expected_closing == date(2026, 12, 31)


def test_a_wrong_value_is_named_at_its_field(program: Program) -> None:
    lead = a_lead(name="Iluminat")
    answer = program.patch(f"leads/{lead.pk}", {"expected_closing": "31.12.2026"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "expected_closing", "message": "Write a date such as 2026-12-31."}]


def test_a_note_is_written_in_the_thread(program: Program) -> None:
    lead = a_lead(name="Iluminat")
    assert program.post(f"leads/{lead.pk}/messages", {"kind": "note", "body": "Sună joi."}).status_code == 201
    assert program.get(f"leads/{lead.pk}/messages").json()["items"][0]["body"] == "Sună joi."


def test_a_thousand_and_one_are_too_many(program: Program) -> None:
    answer = program.post("leads/bulk", {"items": [{"name": "x"}] * 1001})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "items"


def test_a_list_costs_the_same_for_one_and_for_many(program: Program, django_assert_num_queries) -> None:
    for number in range(3):
        a_lead(name=f"L{number}")
    program.get("leads")
    with django_assert_num_queries(4):
        program.get("leads")


def test_many_leads_are_one_act_that_can_be_undone(program: Program) -> None:
    program.post("leads/bulk", {"items": [{"name": "A"}, {"name": "B"}]})
    act = program.get("change-sets?kind=api").json()["items"][0]
    assert program.post(f"change-sets/{act['id']}/undo").json()["conflicts"] == []
    assert not Lead.objects.exists()


def test_a_message_waits_to_be_sent_and_can_be_stopped(program: Program) -> None:
    lead = a_lead(name="Iluminat", email="elena@cramatarii.example")
    said = program.post(f"leads/{lead.pk}/messages", {"kind": "message", "body": "Revenim mâine.", "to": [lead.email]})
    assert said.status_code == 201
    assert (said.json()["state"], said.json()["to"]) == ("waiting", ["elena@cramatarii.example"])
    waiting = program.get("outbound-messages?state=waiting").json()["items"][0]
    assert program.post(f"outbound-messages/{waiting['id']}/cancel").json()["state"] == "cancelled"
