"""Invoices in the browser: from the order to what is paid."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filon.accounts.testing import a_user, an_administrator
from filon.crm.testing import a_lead
from filon.invoicing.models import Invoice, Payment
from filon.invoicing.services.posting import post_invoice
from filon.invoicing.testing import DAY, a_customer, a_draft, a_free_invoice, an_invoice, an_order
from filon.sales.services.delivering import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def test_the_order_is_delivered_then_invoiced_and_says_what_comes_next(browser):
    order = an_order(("3", "10"))
    page = reverse("sales:quotation", args=[order.pk])
    assert "Livrează" in browser.get(page).content.decode()
    line = order.lines.get()
    browser.post(reverse("invoicing:order-deliver", args=[order.pk]), {f"line_{line.pk}": "3"})
    assert "AV-2026-0001" in browser.get(page).content.decode()
    response = browser.post(reverse("invoicing:order-invoice", args=[order.pk]), {"basis": "regular", "deducts": "on"})
    draft = Invoice.objects.get()
    assert response["Location"] == reverse("invoicing:invoice", args=[draft.pk])


def test_a_draft_is_posted_and_paid(browser):
    draft = a_draft(an_order(("1", "100")))
    browser.post(reverse("invoicing:invoice-post", args=[draft.pk]))
    page = browser.get(reverse("invoicing:invoice", args=[draft.pk])).content.decode()
    assert "F-2026-0001" in page
    assert "Înregistrează încasarea" in page
    browser.post(
        reverse("invoicing:invoice-pay", args=[draft.pk]), {"amount": "121,00", "day": "24.11.2026", "method": "bank"}
    )
    assert Payment.objects.get().amount == 121
    assert "Plătită" in browser.get(reverse("invoicing:invoice", args=[draft.pk])).content.decode()


def test_what_is_wrong_with_a_payment_stands_beside_its_field(browser):
    invoice = an_invoice(an_order(("1", "100")))
    response = browser.post(
        reverse("invoicing:invoice-pay", args=[invoice.pk]), {"amount": "500", "day": "azi", "method": "bank"}
    )
    assert response.status_code == 422
    assert "Mai sunt de plătit doar" in response.content.decode()


def test_a_line_that_is_no_number_keeps_the_draft_as_it_was(browser):
    draft = a_free_invoice()
    url = reverse("invoicing:line", args=[draft.pk, draft.lines.get().pk])
    response = browser.post(url, {"name": "Ceva", "quantity": "x", "unit_price": "1"})
    assert response.status_code == 422
    assert draft.lines.get().name == "Consultanță"


def test_numbers_are_typed_as_they_are_written_here(browser):
    draft = a_free_invoice()
    url = reverse("invoicing:line", args=[draft.pk, draft.lines.get().pk])
    browser.post(url, {"name": "Consultanță", "quantity": "1,5", "unit_price": "1.234,56", "discount": ""})
    line = draft.lines.get()
    assert (str(line.quantity), str(line.unit_price)) == ("1.500", "1234.5600")


def test_a_posted_invoice_without_a_number_of_the_customer_says_so(browser):
    draft = a_free_invoice()
    type(draft.customer).objects.filter(pk=draft.customer_id).update(vat="")
    page = browser.post(reverse("invoicing:invoice-post", args=[draft.pk]), follow=True).content.decode()
    assert "nu are cod fiscal" in page
    assert Invoice.objects.get().number == ""


def test_an_invoice_is_given_as_a_document_before_and_after_it_is_posted(browser):
    for invoice in (a_draft(), an_invoice(an_order(("1", "100")))):
        answer = browser.get(reverse("invoicing:invoice-pdf", args=[invoice.pk]))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


def test_the_opportunity_offers_to_be_won_once_all_is_delivered_and_invoiced(browser):
    lead = a_lead(contact=a_customer(), salesperson=a_user(role="own", name="Ioana"))
    order = an_order(("1", "100"), customer=lead.contact)
    type(order).objects.filter(pk=order.pk).update(lead=lead)
    url = reverse("crm:lead", args=[lead.pk])
    assert "livrată și facturată" not in browser.get(url).content.decode()
    order.refresh_from_db()
    deliver(actor=None, order=order, day=DAY, quantities={order.lines.get().pk: 1})
    an_invoice(order)
    assert "livrată și facturată" in browser.get(url).content.decode()
    lead.refresh_from_db()
    assert lead.is_open


def test_a_colleague_gets_neither_page_nor_list_entry(client):
    seller, other = a_user(role="own", name="Ioana"), a_user(role="own", name="Mihai")
    invoice = post_invoice(actor=seller, invoice=a_draft(an_order(actor=seller), actor=seller))
    client.force_login(other)
    assert client.get(reverse("invoicing:invoice", args=[invoice.pk])).status_code == 404
    assert invoice.number not in client.get(reverse("invoicing:invoices")).content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(browser):
    def statements():
        with CaptureQueriesContext(connection) as caught:
            browser.get(reverse("invoicing:invoices"))
        return len(caught)

    an_invoice()
    statements()
    few = statements()
    for _number in range(4):
        an_invoice()
    assert statements() == few


def test_who_sees_an_invoice_but_not_its_opportunity_learns_nothing_of_it(client):
    seller = a_user(role="own", name="Mihai")
    invoice = a_draft(an_order(actor=seller), actor=seller)
    lead = a_lead("Afacere secretă", salesperson=a_user(role="own", name="Ioana"))
    Invoice.objects.filter(pk=invoice.pk).update(lead=lead)
    client.force_login(seller)
    page = client.get(reverse("invoicing:invoice", args=[invoice.pk])).content.decode()
    assert "Emite" in page
    assert "Afacere secretă" not in page


def test_a_new_invoice_does_not_list_every_contact(browser):
    customer = a_customer("Zimbrul Carpatin SRL")
    assert customer.name not in browser.get(reverse("invoicing:invoice-new")).content.decode()
    browser.post(reverse("invoicing:invoice-new"), {"customer": customer.pk})
    assert Invoice.objects.get().customer == customer


def test_a_line_that_is_wrong_keeps_what_was_typed_and_says_why(browser):
    draft = a_free_invoice()
    url = reverse("invoicing:line-add", args=[draft.pk])
    page = browser.post(url, {"name": "Transport", "quantity": "doi", "unit_price": "150"}).content.decode()
    assert 'value="doi"' in page
    assert 'value="Transport"' in page
    assert page.count('role="alert"') == 1
