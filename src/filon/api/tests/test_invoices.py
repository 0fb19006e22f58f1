"""From order to paid invoice by the interface."""

from decimal import Decimal

import pytest

from filon.accounts.testing import a_user, an_administrator
from filon.api.testing import Program
from filon.invoicing.testing import a_customer, an_invoice, an_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return Program(an_administrator())


def test_an_order_is_delivered_invoiced_and_paid(program: Program) -> None:
    order = an_order(("2", "100"))
    line = order.lines.get()
    delivery = program.post(f"quotations/{order.pk}/deliver", {"lines": {str(line.pk): "1"}}).json()
    assert [(each["line"], Decimal(each["quantity"])) for each in delivery["lines"]] == [(line.pk, 1)]
    draft = program.post(f"quotations/{order.pk}/invoice", {}).json()
    assert (draft["state"], draft["number"], Decimal(draft["total"])) == ("draft", "", 242)
    posted = program.post(f"invoices/{draft['id']}/post").json()
    assert posted["number"].startswith("F-")
    assert program.post(f"invoices/{draft['id']}/post").status_code == 409
    part = program.post(f"invoices/{draft['id']}/pay", {"amount": "42"}).json()
    assert Decimal(part["residual"]) == 200
    assert program.post(f"invoices/{draft['id']}/pay", {"amount": "201"}).status_code == 422
    paid = program.post(f"invoices/{draft['id']}/pay", {}).json()
    assert Decimal(paid["residual"]) == 0
    assert len(paid["payments"]) == 2


def test_a_down_payment_is_a_share_or_an_amount(program: Program) -> None:
    order = an_order(("1", "100"))
    share = program.post(f"quotations/{order.pk}/invoice", {"down_payment": {"percent": "30"}}).json()
    assert Decimal(share["total"]) == Decimal("36.30")
    amount = program.post(f"quotations/{order.pk}/invoice", {"down_payment": {"amount": "50"}}).json()
    assert Decimal(amount["total"]) == 50
    assert program.post(f"quotations/{order.pk}/invoice", {"down_payment": {"percent": "0"}}).status_code == 422


def test_a_posted_invoice_stays_and_is_credited(program: Program) -> None:
    invoice = an_invoice()
    assert program.patch(f"invoices/{invoice.pk}", {"customer_reference": "x"}).status_code == 409
    assert program.delete(f"invoices/{invoice.pk}").status_code == 409
    note = program.post(f"invoices/{invoice.pk}/credit", {})
    assert note.status_code == 201
    assert (note.json()["kind"], note.json()["credits"]) == ("credit_note", invoice.pk)


def test_an_invoice_without_an_order_is_written_line_by_line(program: Program) -> None:
    made = program.post("invoices", {"contact": a_customer().pk}).json()
    line = program.post("invoice-lines", {"invoice": made["id"], "name": "Consultanță", "unit_price": "100"}).json()
    program.patch(f"invoice-lines/{line['id']}", {"quantity": "3"})
    assert Decimal(program.get(f"invoices/{made['id']}").json()["total"]) == 363
    assert program.post("invoices", {}).status_code == 422


def test_documents_are_given_as_pdf(program: Program) -> None:
    invoice = an_invoice()
    for path in (f"invoices/{invoice.pk}/pdf", f"quotations/{invoice.order_id}/pdf"):
        assert program.get(path).content.startswith(b"%PDF-")


def test_a_colleague_meets_nothing_of_it() -> None:
    invoice = an_invoice(actor=a_user(role="own", name="Ioana"))
    stranger = Program(a_user(role="own", name="Mihai"))
    assert stranger.get(f"invoices/{invoice.pk}").status_code == 404
    assert stranger.get("payments").json()["items"] == []
