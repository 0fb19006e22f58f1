"""From an opportunity to a quotation of three lines, by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey


def type_line(page: Page, name: str, quantity: str, price: str) -> None:
    """Write a line where the cursor is, and go on to the next."""
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(quantity)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(price)
    page.keyboard.press("Enter")


def test_three_lines_are_quoted_by_keyboard(product: Product, page: Page) -> None:
    sign_in(page, product)
    page.goto(f"{product.url}/crm/new/?name=Iluminatul+halei&company_name=Hala+Verde+SRL&contact_name=Ilinca+Pop")
    page.get_by_role("button", name=product.says("Salvează")).first.click()
    page.wait_for_url(re.compile(r"/crm/\d+/"))
    expect(page.locator(".smart")).to_contain_text(product.says("niciuna"))

    page.get_by_role("button", name=product.says("Ofertă nouă")).click()
    expect(page.locator("#dialog")).to_contain_text(product.says("Pentru cine este oferta?"))
    page.locator("#dialog").get_by_role("button", name=product.says("Ofertă nouă")).click()
    page.wait_for_url(re.compile(r"/quotations/\d+/"))
    expect(page.locator(".sum").first).to_contain_text("Hala Verde SRL")

    page.locator("#line-new [name=product_text]").focus()
    for number, (name, quantity, price) in enumerate(
        (
            ("Corp LED 60 W", "12", "185,5" if product.language == "ro" else "185.5"),
            ("Montaj", "1", "1400"),
            ("Transport", "2", "90"),
        ),
        start=1,
    ):
        type_line(page, name, quantity, price)
        expect(page.locator("#quo-lines tr.quo-line")).to_have_count(number)
        expect(page.locator("#line-new [name=product_text]")).to_be_focused()
    expect(page.locator("[data-total]")).to_have_text(re.compile(r"4[.,]605[.,]26"))

    page.get_by_role("link", name="Iluminatul halei").click()
    expect(page.locator(".smart")).to_contain_text(re.compile(r"1 · .*3[.,]806"))
    page.get_by_role("link", name=re.compile("(Oferte|Quotations).*3.806")).click()
    expect(page.locator("#quo-lines tr.quo-line")).to_have_count(3)
