"""The pages of quotations."""

from decimal import Decimal

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.catalog.testing import a_product, the_tax
from filon.contacts.testing import a_company, a_person
from filon.crm.testing import a_lead
from filon.sales.choices import QuotationState
from filon.sales.models import Quotation
from filon.sales.services import states
from filon.sales.services.lines import add_line
from filon.sales.testing import a_line, a_quotation

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
D = Decimal


@pytest.fixture
def user() -> User:
    return an_administrator()


@pytest.fixture
def browser(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def text_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_the_list_shows_number_customer_and_untaxed_total(browser: Client) -> None:
    a_line(a_quotation(), price="1250")
    page = text_of(browser.get("/quotations/"))
    assert "S-2026-0001" in page
    assert "Crama Dealul Sur SRL" in page
    assert "1.250,00" in page


def test_the_list_of_two_hundred_costs_no_query_more(browser: Client, django_assert_max_num_queries: object) -> None:
    customer = a_company()
    for _number in range(20):
        a_quotation(customer=customer)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert browser.get("/quotations/").status_code == 200


def test_a_new_quotation_asks_only_for_the_customer(browser: Client) -> None:
    customer = a_company()
    response = browser.post("/quotations/new/", {"customer": customer.pk})
    made = Quotation.objects.get()
    assert response.headers["Location"] == f"/quotations/{made.pk}/"
    assert made.customer == customer


def test_without_a_customer_it_says_so_beside_the_field(browser: Client) -> None:
    response = browser.post("/quotations/new/", {"customer": ""})
    assert response.status_code == 422
    assert "Alegeți clientul." in text_of(response)


def test_a_missing_exchange_rate_is_said_on_the_page(browser: Client) -> None:
    response = browser.post("/quotations/new/", {"customer": a_company().pk, "currency": "EUR"})
    assert response.status_code == 422
    assert not Quotation.objects.exists()


def test_the_page_of_two_hundred_lines_runs_no_query_per_line(
    browser: Client, django_assert_max_num_queries: object
) -> None:
    quotation, product = a_quotation(), a_product()
    for _number in range(40):
        add_line(actor=None, quotation=quotation, product=product)
    with django_assert_max_num_queries(45):  # type: ignore[operator]
        page = text_of(browser.get(f"/quotations/{quotation.pk}/"))
    assert page.count("data-edit") == 40


def test_a_line_is_added_and_brings_the_sums_and_the_next_empty_row(browser: Client) -> None:
    quotation = a_quotation()
    typed = {"product_text": "Montaj", "quantity": "2", "unit_price": "1.250,50", "discount": "10", "tax": the_tax().pk}
    answer = text_of(browser.post(f"/quotations/{quotation.pk}/lines/", typed, **HTMX))
    line = quotation.lines.get()
    assert (line.base, line.name) == (D("2250.90"), "Montaj")
    assert f'id="line-{line.pk}"' in answer
    assert 'id="line-new"' in answer
    assert "2.723,59" in answer


def test_a_chosen_product_brings_its_price_before_anything_is_saved(browser: Client) -> None:
    quotation, product = a_quotation(), a_product(price="780.00")
    answer = text_of(browser.get(f"/quotations/{quotation.pk}/lines/draft/?product={product.pk}", **HTMX))
    assert 'value="780"' in answer
    assert not quotation.lines.exists()


def test_a_product_saved_with_the_price_of_the_list_has_no_price_of_its_own(browser: Client) -> None:
    quotation, product = a_quotation(), a_product(price="780.00")
    typed = {"product": product.pk, "product_text": str(product), "quantity": "2", "unit_price": "780", "discount": "0"}
    browser.post(f"/quotations/{quotation.pk}/lines/", {**typed, "unit": product.unit_id, "tax": the_tax().pk}, **HTMX)
    assert not quotation.lines.get().has_own_price


def test_an_unreadable_number_stays_in_the_row_with_a_sentence(browser: Client) -> None:
    quotation = a_quotation()
    typed = {"product_text": "Montaj", "quantity": "două", "unit_price": "5"}
    response = browser.post(f"/quotations/{quotation.pk}/lines/", typed, **HTMX)
    assert response.status_code == 422
    assert "două" in text_of(response)


def test_the_amount_of_a_row_is_reckoned_while_it_is_typed(browser: Client) -> None:
    quotation = a_quotation()
    address = f"/quotations/{quotation.pk}/lines/amount/?product_text=X&quantity=3&unit_price=10&discount=50"
    assert text_of(browser.get(address)).replace("\N{NO-BREAK SPACE}", " ") == "15,00 lei"


def test_a_changed_line_answers_with_its_row_and_the_total(browser: Client) -> None:
    quotation = a_quotation()
    line = a_line(quotation, "Montaj", price="100")
    typed = {"product_text": "Montaj", "quantity": "3", "unit_price": "100", "discount": "0", "tax": the_tax().pk}
    answer = text_of(browser.post(f"/quotations/{quotation.pk}/lines/{line.pk}/", typed, **HTMX))
    assert "363,00" in answer


def test_sections_notes_and_options_are_written_too(browser: Client) -> None:
    quotation = a_quotation()
    address = f"/quotations/{quotation.pk}/lines/"
    for typed in (
        {"kind": "section", "product_text": "Echipamente"},
        {"kind": "note", "product_text": "Garanție"},
        {"product_text": "Extra", "quantity": "1", "unit_price": "5", "is_optional": "on"},
    ):
        assert browser.post(address, typed, **HTMX).status_code == 200
    assert [line.kind for line in quotation.lines.all()] == ["section", "note", "product"]
    option = quotation.lines.last()
    assert option is not None
    page = text_of(browser.get(f"/quotations/{quotation.pk}/"))
    assert "Extra" in page
    browser.post(f"{address}{option.pk}/option/", **HTMX)
    assert Quotation.objects.get().untaxed == 5


def test_lines_are_deleted_and_ordered_from_the_page(browser: Client) -> None:
    quotation = a_quotation()
    first, second = a_line(quotation, "A"), a_line(quotation, "B")
    browser.post(f"/quotations/{quotation.pk}/lines/order/", {"ids": [second.pk, first.pk]}, **HTMX)
    assert [line.name for line in quotation.lines.all()] == ["B", "A"]
    browser.post(f"/quotations/{quotation.pk}/lines/{first.pk}/delete/", **HTMX)
    assert [line.name for line in quotation.lines.all()] == ["B"]


def test_products_are_offered_by_name_without_diacritics_and_by_reference(browser: Client) -> None:
    quotation = a_quotation()
    a_product("Mentenanță anuală", reference="MNT-01")
    for query in ("mentenanta", "mnt-01"):
        answer = browser.get(f"/quotations/{quotation.pk}/products/?q={query}").json()
        assert [match["label"] for match in answer["matches"]] == ["Mentenanță anuală"]
        assert query in answer["create"]


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        (["send"], QuotationState.SENT),
        (["send", "confirm"], QuotationState.ORDER),
        (["confirm", "lock", "unlock"], QuotationState.ORDER),
        (["cancel"], QuotationState.CANCELLED),
        (["cancel", "draft"], QuotationState.DRAFT),
    ],
)
def test_buttons_move_a_quotation_through_its_life(browser: Client, acts: list[str], state: str) -> None:
    quotation = a_quotation()
    a_line(quotation)
    for act in acts:
        browser.post(f"/quotations/{quotation.pk}/{act}/")
    assert Quotation.objects.get().state == state


def test_a_second_confirmation_is_refused_in_words(browser: Client) -> None:
    quotation = a_quotation()
    a_line(quotation)
    states.confirm(actor=None, quotation=quotation)
    page = text_of(browser.post(f"/quotations/{quotation.pk}/confirm/", follow=True))
    assert "este deja comandă" in page


def test_one_button_is_the_main_one_at_a_time(browser: Client) -> None:
    quotation = a_quotation()
    a_line(quotation)
    for act in (None, "send", "confirm"):
        if act:
            browser.post(f"/quotations/{quotation.pk}/{act}/")
        page = text_of(browser.get(f"/quotations/{quotation.pk}/")).split('id="quo-notices"')[0]
        shown = [part for part in page.split("<button")[1:] if "btn-ore" in part.split(">")[0]]
        assert len([part for part in shown if " hidden" not in part.split(">")[0]]) <= 1


def test_the_head_is_saved(browser: Client) -> None:
    quotation = a_quotation()
    typed = {"customer": quotation.customer_id, "quoted_on": "02.11.2026", "valid_until": "30.11.2026"}
    typed |= {"currency": "RON", "language": "ro", "customer_reference": "PO 77"}
    browser.post(f"/quotations/{quotation.pk}/", typed)
    saved = Quotation.objects.get()
    assert (str(saved.valid_until), saved.customer_reference) == ("2026-11-30", "PO 77")


def test_it_cannot_end_before_it_begins_on_the_page(browser: Client) -> None:
    quotation = a_quotation()
    typed = {"customer": quotation.customer_id, "quoted_on": "02.11.2026", "valid_until": "01.11.2026"}
    assert browser.post(f"/quotations/{quotation.pk}/", typed).status_code == 422


def test_copy_and_deletion(browser: Client) -> None:
    quotation = a_quotation()
    browser.post(f"/quotations/{quotation.pk}/duplicate/")
    assert Quotation.objects.count() == 2
    browser.post(f"/quotations/{quotation.pk}/delete/")
    assert not Quotation.objects.filter(pk=quotation.pk).exists()


def test_an_opportunity_with_a_customer_starts_a_quotation_at_once(browser: Client) -> None:
    lead = a_lead(contact=a_person(company=a_company()))
    response = browser.post(f"/quotations/for/{lead.pk}/")
    assert response.headers["Location"] == f"/quotations/{Quotation.objects.get().pk}/"
    assert Quotation.objects.get().lead == lead


def test_an_opportunity_without_a_customer_asks_and_makes_one(browser: Client) -> None:
    lead = a_lead(company_name="Lunca Albă SRL", contact_name="Elena Țăranu")
    dialog = text_of(browser.get(f"/quotations/for/{lead.pk}/", **HTMX))
    assert "Creați un client nou" in dialog
    assert 'value="create" checked' in dialog
    response = browser.post(f"/quotations/for/{lead.pk}/", {"choice": "create"}, **HTMX)
    quotation = Quotation.objects.get()
    assert response.headers["HX-Redirect"] == f"/quotations/{quotation.pk}/"
    assert quotation.customer.name == "Lunca Albă SRL"


def test_a_known_contact_is_proposed_for_linking(browser: Client) -> None:
    known = a_person(email="elena@lunca.example")
    lead = a_lead(email="elena@lunca.example")
    assert 'value="link" checked' in text_of(browser.get(f"/quotations/for/{lead.pk}/", **HTMX))
    browser.post(f"/quotations/for/{lead.pk}/", {"choice": "link", "contact": known.pk}, **HTMX)
    assert Quotation.objects.get().customer == known


def test_the_opportunity_shows_quotations_and_orders(browser: Client) -> None:
    lead = a_lead(contact=a_company())
    assert "niciuna" in text_of(browser.get(f"/r/{lead.pk}/", follow=True))
    a_line(a_quotation(lead=lead), price="45300")
    page = text_of(browser.get(f"/r/{lead.pk}/", follow=True)).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 · 45.300 lei" in page
    assert "Ofertă nouă" in page


def test_the_contact_shows_its_quotations(browser: Client) -> None:
    quotation = a_quotation()
    assert quotation.number in text_of(browser.get(f"/contacts/{quotation.customer_id}/"))


def test_somebody_elses_quotation_is_not_found(client: Client) -> None:
    quotation = a_quotation(salesperson=a_user(name="Ioana"))
    line = a_line(quotation)
    client.force_login(a_user(role="own", name="Mihai"))
    for address in (f"/quotations/{quotation.pk}/", f"/quotations/{quotation.pk}/lines/{line.pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/quotations/{quotation.pk}/confirm/").status_code == 404


def test_margins_are_for_those_who_see_all(client: Client) -> None:
    mihai = a_user(role="own", name="Mihai")
    quotation = a_quotation(salesperson=mihai)
    a_line(quotation)
    client.force_login(mihai)
    assert "Marjă" not in text_of(client.get(f"/quotations/{quotation.pk}/"))
    client.force_login(a_user(role="all", name="Ana"))
    assert "Marjă" in text_of(client.get(f"/quotations/{quotation.pk}/"))


def test_who_sees_a_quotation_but_not_its_opportunity_learns_nothing_of_it(client: Client) -> None:
    ioana, mihai = a_user(role="own", name="Ioana"), a_user(role="own", name="Mihai")
    lead = a_lead("Afacere secretă", salesperson=ioana, expected_revenue=D("987654"))
    quotation = a_quotation(lead=lead, customer=a_company(), salesperson=mihai)
    a_line(quotation)
    client.force_login(mihai)
    pages = [text_of(client.get(each)) for each in (f"/quotations/{quotation.pk}/", "/quotations/")]
    assert all(quotation.number in page for page in pages)
    for page in pages:
        assert "Afacere secretă" not in page
        assert "987.654" not in page
    assert client.post(f"/quotations/{quotation.pk}/revenue/", follow=True).status_code == 200
    lead.refresh_from_db()
    assert lead.expected_revenue == D("987654")
    client.force_login(ioana)
    assert client.get(f"/quotations/{quotation.pk}/").status_code == 404
