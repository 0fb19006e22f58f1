"""The pages of the catalogue."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.catalog.models import Product, TaxRate
from filon.catalog.services.taxing import TaxBook
from filon.catalog.testing import a_product, the_tax, the_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def typed(**values: object) -> dict[str, object]:
    usual = {"name_ro": "Montaj", "kind": "service", "price": "1.250,50", "unit": the_unit().pk, "tax": the_tax().pk}
    return {**usual, "invoice_policy": "ordered", **values}


def test_a_product_is_made_in_both_languages_with_a_picture(browser: Client) -> None:
    picture = SimpleUploadedFile("p.png", b"\x89PNG\r\n\x1a\n" + b"0" * 20)
    browser.post("/products/new/", typed(name_en="Fitting", cost="900", picture=picture))
    made = Product.objects.get()
    assert (made.name, made.price, made.cost) == ({"ro": "Montaj", "en": "Fitting"}, Decimal("1250.50"), 900)
    assert browser.get(f"/products/{made.pk}/picture/").headers["Content-Type"] == "image/png"


def test_what_is_no_picture_is_refused(browser: Client) -> None:
    wrong = SimpleUploadedFile("p.png", b"<svg onload=alert(1)>")
    assert browser.post("/products/new/", typed(picture=wrong)).status_code == 422
    assert not Product.objects.exists()


def test_a_reference_is_given_once(browser: Client) -> None:
    a_product(reference="A-1")
    response = browser.post("/products/new/", typed(reference="A-1"))
    assert response.status_code == 422
    assert "are deja această referință" in response.content.decode()


def test_the_list_is_searched_without_diacritics(browser: Client) -> None:
    a_product("Mentenanță anuală")
    assert "Mentenanță anuală" in browser.get("/products/?q=mentenanta").content.decode()


def test_the_cost_is_not_for_everybody(client: Client) -> None:
    product = a_product()
    client.force_login(a_user(role="own"))
    page = client.get(f"/products/{product.pk}/").content.decode()
    assert 'name="cost"' not in page
    assert client.post(f"/products/{product.pk}/", typed()).status_code == 403


def test_a_product_is_archived_and_deleted(browser: Client) -> None:
    product = a_product()
    browser.post(f"/products/{product.pk}/archive/")
    assert not Product.objects.get().is_active
    browser.post(f"/products/{product.pk}/delete/")
    assert not Product.objects.exists()


def test_a_rate_is_added_from_a_day_on(browser: Client) -> None:
    tax = the_tax()
    browser.post(f"/configuration/taxes/{tax.pk}/", {"part": "new", "percent": "22", "day": "01.01.2027"})
    assert TaxBook.of(date(2027, 1, 1)).percent(tax) == 22
    assert TaxBook.of(date(2026, 12, 31)).percent(tax) == 21


def test_the_only_rate_of_a_tax_stays(browser: Client) -> None:
    rate = the_tax("Export").rates.get()
    browser.post(f"/configuration/taxes/{rate.tax_id}/", {"part": rate.pk, "remove": "yes"})
    assert TaxRate.objects.filter(pk=rate.pk).exists()


def test_an_exemption_without_a_reason_is_refused(browser: Client) -> None:
    tax = the_tax("Exempt from VAT")
    response = browser.post(f"/configuration/taxes/{tax.pk}/", {"name_ro": "Scutit", "category": "E"})
    assert response.status_code == 422


@pytest.mark.parametrize("page", ["taxes", "units", "price-lists", "payment-terms"])
def test_the_small_tables_have_their_pages(browser: Client, page: str) -> None:
    assert browser.get(f"/configuration/{page}/").status_code == 200
    assert browser.post(f"/configuration/{page}/", {"act": "create", "name": "De probă"}).status_code == 302


def test_the_margin_is_shown_without_vat_to_those_who_know_the_cost(client: Client) -> None:
    product = a_product(price="121", cost="60", tax=the_tax("Standard VAT, included in the price"))
    client.force_login(a_user(role="all", name="Ana"))
    page = client.get(f"/products/{product.pk}/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "40,00 lei, 40,0 % din preț" in page
    client.force_login(a_user(role="own", name="Mihai"))
    assert "din preț" not in client.get(f"/products/{product.pk}/").content.decode()
