"""From an order to what is paid."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from filon.accounts.testing import a_user
from filon.catalog.choices import InvoicePolicy
from filon.catalog.testing import a_product
from filon.contacts.testing import a_company
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.history.services.recording import write
from filon.history.services.undoing import undo
from filon.invoicing.choices import Basis
from filon.invoicing.models import Invoice
from filon.invoicing.services.crediting import draft_credit_note
from filon.invoicing.services.drafting import add_line, draft_from_order, draft_invoice, remove_line, update_line
from filon.invoicing.services.paying import register_payment, take_payment_back
from filon.invoicing.services.posting import delete_draft, post_invoice
from filon.invoicing.services.quantities import quantities_of
from filon.invoicing.services.reading import invoiced_by_teams
from filon.invoicing.testing import DAY, a_customer, a_draft, a_free_invoice, an_invoice, an_order
from filon.sales.services.delivering import deliver
from filon.sales.services.lines import add_line as add_order_line
from filon.sales.services.states import cancel, confirm
from filon.sales.testing import a_quotation
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db
D = Decimal


def again(invoice: Invoice) -> Invoice:
    return Invoice.objects.get(pk=invoice.pk)


def to_invoice(order):
    return [each.to_invoice for each in quantities_of(order)]


def test_an_order_is_invoiced_as_it_was_ordered():
    draft = a_draft(an_order(("2", "100"), ("1", "50.55")))
    assert (draft.untaxed, draft.tax, draft.total, draft.residual) == (
        D("250.55"),
        D("52.62"),
        D("303.17"),
        D("303.17"),
    )
    assert draft.number == ""


def test_invoicing_twice_from_two_windows_invoices_once():
    order = an_order()
    a_draft(order)
    with pytest.raises(Conflict, match="facturată deja"):
        a_draft(order)


def test_what_a_draft_leaves_out_can_be_invoiced_later():
    order = an_order(("5", "10"))
    draft = a_draft(order)
    update_line(actor=None, line=draft.lines.get(), quantity=D(2))
    assert to_invoice(order) == [3]
    remove_line(actor=None, line=draft.lines.get())
    assert to_invoice(order) == [5]


def test_a_product_invoiced_by_delivery_waits_for_it():
    product = a_product()
    product.invoice_policy = InvoicePolicy.DELIVERED
    product.save()
    quotation = a_quotation(customer=a_customer(), quoted_on=DAY)
    line = add_order_line(actor=None, quotation=quotation, product=product, quantity=D(10))
    order = confirm(actor=None, quotation=quotation)
    with pytest.raises(Conflict, match="pe măsură ce se livrează"):
        a_draft(order)
    deliver(actor=None, order=order, day=DAY, quantities={line.pk: D(4)})
    assert a_draft(order).lines.get().quantity == 4


def test_only_orders_are_invoiced_and_delivered():
    quotation = a_quotation(customer=a_customer())
    with pytest.raises(Conflict):
        draft_from_order(actor=None, order=quotation, day=DAY)
    with pytest.raises(Conflict):
        deliver(actor=None, order=quotation, day=DAY, quantities={})


def test_more_cannot_come_back_than_was_delivered():
    order = an_order(("3", "10"))
    line = order.lines.get()
    deliver(actor=None, order=order, day=DAY, quantities={line.pk: D(2)})
    with pytest.raises(DomainError):
        deliver(actor=None, order=order, day=DAY, quantities={line.pk: D(-3)})


def test_numbers_run_without_gaps_in_each_series_and_year():
    first, second = an_invoice(), an_invoice()
    note = post_invoice(actor=None, invoice=draft_credit_note(actor=None, invoice=first, day=DAY))
    assert [first.number, second.number, note.number] == ["F-2026-0001", "F-2026-0002", "FS-2026-0001"]
    assert an_invoice(an_order(), day=date(2027, 1, 4)).number == "F-2027-0001"


def test_a_refused_posting_takes_no_number():
    nameless = draft_invoice(actor=None, customer=a_company("Fără CUI SRL", country_id="RO"), day=DAY)
    with pytest.raises(DomainError):
        post_invoice(actor=None, invoice=nameless)
    assert an_invoice().number == "F-2026-0001"


def test_a_document_cannot_be_dated_before_one_that_has_a_number():
    an_invoice()
    with pytest.raises(DomainError) as caught:
        an_invoice(an_order(), day=DAY - timedelta(days=1))
    assert set(caught.value.errors) == {"issued_on"}


def test_a_company_without_a_fiscal_code_gets_no_invoice_and_is_named():
    customer = a_company("Fără CUI SRL", street="Str. Viilor 3")
    with pytest.raises(DomainError) as caught:
        an_invoice(an_order(customer=customer))
    assert "Fără CUI SRL" in caught.value.errors["customer"]


def test_a_posted_invoice_never_changes():
    invoice = an_invoice()
    for act in (
        lambda: update_line(actor=None, line=invoice.lines.get(), quantity=D(9)),
        lambda: add_line(actor=None, invoice=invoice, name="Încă ceva"),
        lambda: remove_line(actor=None, line=invoice.lines.get()),
        lambda: delete_draft(actor=None, invoice=invoice),
        lambda: post_invoice(actor=None, invoice=invoice),
    ):
        with pytest.raises(Conflict):
            act()


def test_posting_is_not_undone_and_says_why():
    user = a_user(role="all")
    draft = a_draft()
    with write(user, "web") as change:
        post_invoice(actor=user, invoice=draft)
    result = undo(change.id, user)
    assert again(draft).number == "F-2026-0001"
    assert any("stornare" in skip.sentence or "storno" in skip.sentence for skip in result.skips)


def test_a_posted_invoice_keeps_its_content_when_the_customer_moves():
    invoice = an_invoice()
    invoice.customer.street = "Altundeva 9"
    invoice.customer.save()
    assert again(invoice).content["customer"]["street"] == "Str. Viilor 3"


def test_an_advance_with_vat_is_exact_and_the_final_invoice_deducts_exactly_it():
    order = an_order(("1", "1000"))
    advance = draft_from_order(actor=None, order=order, day=DAY, basis=Basis.AMOUNT, value=D(100))
    assert (advance.untaxed, advance.tax, advance.rounding) == (D("82.64"), D("17.35"), D("0.01"))
    assert advance.total == 100
    post_invoice(actor=None, invoice=advance)
    final = a_draft(order)
    assert final.total == D("1110.00")


def test_an_advance_of_a_share_covers_every_tax():
    advance = draft_from_order(
        actor=None, order=an_order(("1", "200"), ("1", "200")), day=DAY, basis=Basis.PERCENT, value=D(50)
    )
    assert advance.total == D("242.00")


@pytest.mark.parametrize(
    ("basis", "value"), [("percent", "0"), ("percent", "101"), ("amount", "99999"), ("amount", None)]
)
def test_an_advance_that_cannot_be_is_refused(basis, value):
    with pytest.raises(DomainError) as caught:
        draft_from_order(actor=None, order=an_order(), day=DAY, basis=basis, value=D(value) if value else None)
    assert set(caught.value.errors) == {"value"}


def test_an_advance_is_deducted_once():
    order = an_order(("2", "1000"))
    post_invoice(actor=None, invoice=draft_from_order(actor=None, order=order, day=DAY, basis="amount", value=D(100)))
    first = a_draft(order)
    update_line(actor=None, line=first.lines.exclude(order_line=None).get(), quantity=D(1))
    assert again(first).total == D("1110.00")
    assert a_draft(order).total == D("1210.00")


def test_a_credit_note_settles_its_invoice_and_gives_the_quantity_back():
    order = an_order(("2", "100"))
    invoice = an_invoice(order)
    note = post_invoice(actor=None, invoice=draft_credit_note(actor=None, invoice=invoice, day=DAY))
    assert (again(invoice).residual, again(note).residual) == (0, 0)
    assert to_invoice(order) == [2]


def test_a_credit_note_of_a_paid_invoice_is_owed_to_the_customer():
    invoice = an_invoice()
    register_payment(actor=None, invoice=invoice, day=DAY, amount=invoice.total)
    note = post_invoice(actor=None, invoice=draft_credit_note(actor=None, invoice=invoice, day=DAY))
    assert again(note).residual == note.total


def test_no_more_is_credited_than_was_invoiced():
    invoice = an_invoice(an_order(("2", "100")))
    line = invoice.lines.get()
    draft_credit_note(actor=None, invoice=invoice, day=DAY, quantities={line.pk: D(1)})
    with pytest.raises(DomainError):
        draft_credit_note(actor=None, invoice=invoice, day=DAY, quantities={line.pk: D(2)})


def test_payments_lower_what_is_left_to_pay_and_never_go_beyond_it():
    invoice = an_invoice(an_order(("1", "100")))
    register_payment(actor=None, invoice=invoice, day=DAY, amount=D(100))
    assert again(invoice).residual == D("21.00")
    with pytest.raises(DomainError) as caught:
        register_payment(actor=None, invoice=invoice, day=DAY, amount=D("21.01"))
    assert set(caught.value.errors) == {"amount"}


def test_only_who_sees_all_takes_a_payment_back():
    seller, chief = a_user(role="own", name="Ioana"), a_user(role="all", name="Radu")
    invoice = an_invoice(an_order(actor=seller), actor=seller)
    payment = register_payment(actor=seller, invoice=invoice, day=DAY, amount=D(50))
    with pytest.raises(NotAllowed):
        take_payment_back(actor=seller, payment=payment)
    take_payment_back(actor=chief, payment=payment)
    assert again(invoice).residual == invoice.total


def test_a_team_has_invoiced_its_posted_invoices_less_its_credit_notes():
    team = a_team()
    invoice, other = (an_invoice(an_order(("1", price))) for price in ("100", "50"))
    Invoice.objects.update(team=team)
    note = draft_credit_note(actor=None, invoice=again(other), day=DAY)
    post_invoice(actor=None, invoice=note)
    assert invoiced_by_teams([team.pk], DAY.replace(day=1), DAY) == {team.pk: D("100.00")}
    assert invoice.untaxed_base == 100


def test_an_invoiced_order_is_not_cancelled():
    order = an_order()
    an_invoice(order)
    with pytest.raises(Conflict):
        cancel(actor=None, quotation=order)


def test_cancelling_an_order_takes_its_drafts_along():
    order = an_order()
    draft = a_draft(order)
    cancel(actor=None, quotation=order)
    assert not Invoice.objects.filter(pk=draft.pk).exists()


def test_a_colleague_does_not_see_anothers_invoice():
    seller, other = a_user(role="own", name="Ioana"), a_user(role="own", name="Mihai")
    invoice = an_invoice(an_order(actor=seller), actor=seller)
    assert invoice in Invoice.objects.visible_to(seller)
    assert invoice not in Invoice.objects.visible_to(other)


def test_an_invoice_without_an_order_is_due_at_once_without_terms():
    invoice = post_invoice(actor=None, invoice=a_free_invoice())
    assert (invoice.total, invoice.due_on) == (D("121.00"), DAY)
