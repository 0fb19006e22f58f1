"""A lead becomes an opportunity with a new customer; two customers who are one are merged, and are two again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import keep_picture
from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey


def test_a_lead_becomes_an_opportunity_and_two_customers_become_one_and_two_again(
    romanian: Product, page: Page
) -> None:
    sign_in(page, romanian)
    a_lead_is_converted(page, romanian)
    customers_are_merged(page, romanian)


def a_lead_is_converted(page: Page, product: Product) -> None:
    """From the list of leads: a new one, then an opportunity with a customer made of it, then a lead again."""
    page.goto(f"{product.url}/crm/leads/")
    page.get_by_role("link", name=re.compile("^Nou")).first.click()
    expect(page.get_by_role("heading", name="Pistă nouă")).to_be_visible()
    page.locator("#id_name").fill("Iluminatul cramei vechi")
    page.locator("#id_contact_name").fill("Zenovia Crângaș")
    page.locator("#id_email").fill("zenovia@crangas.example")
    page.get_by_role("button", name="Salvează").first.click()
    page.wait_for_url(re.compile(r"/crm/\d+/$"))
    page.get_by_role("button", name="Transformă în oportunitate").click()
    dialog = page.locator("#dialog-body")
    expect(
        dialog.get_by_label("Creează un contact nou", exact=False)
        .or_(dialog.locator("[name=customer][value=new]"))
        .first
    ).to_be_checked()
    keep_picture(page, "lead-convert")
    dialog.get_by_role("button", name="Transformă în oportunitate").click()
    expect(page.locator("#toasts")).to_contain_text("Acum este o oportunitate.")
    expect(
        page.get_by_role("link", name="Ofertă nouă").or_(page.get_by_role("button", name="Ofertă nouă")).first
    ).to_be_visible()
    page.goto(f"{product.url}/contacts/?q=zenovia&filter=")
    expect(page.locator("#list-sum")).to_have_text("1 contact")


def customers_are_merged(page: Page, product: Product) -> None:
    """While the second is typed the first is shown; side by side they become one; the undo brings both back."""
    page.goto(f"{product.url}/contacts/new/")
    page.locator("#id_name").fill("Crângaș Zenovia")
    expect(page.locator("#similar")).to_contain_text("Zenovia Crângaș")
    expect(page.locator("#id_name")).to_be_focused()
    page.locator("#id_mobile").fill("0722/619.735 int. 5")
    page.get_by_role("button", name="Salvează").first.click()
    page.wait_for_url(re.compile(r"/contacts/\d+/$"))
    page.locator("#similar-to").get_by_role("link", name="Îmbină").click()
    expect(page.get_by_role("radio").first).to_be_visible()
    keep_picture(page, "contacts-merge")
    page.locator("button[name=merge]").click()
    expect(page.locator("#toasts")).to_contain_text("Acum sunt una")
    page.locator("#toasts").get_by_role("button", name="Anulează îmbinarea").click()
    expect(page.locator("#toasts")).to_contain_text(re.compile("anulat", re.IGNORECASE))
    page.goto(f"{product.url}/contacts/?q=zenovia&filter=")
    expect(page.locator("#list-sum")).to_have_text("2 contacte")
