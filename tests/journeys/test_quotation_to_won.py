"""The manual's quotation, from the customer's signature on a phone through delivery and invoice to Câștigat."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.product import Product, sign_in
from tests.journeys.test_quotation import type_line

pytestmark = pytest.mark.journey
PHONE = {"width": 375, "height": 812}


def offer(page: Page, product: Product) -> str:
    """An opportunity with a quotation of two lines, one of them optional, sent by mail; gives the customer's link."""
    page.goto(f"{product.url}/crm/new/?name=Ferma+din+deal&company_name=Ferma+Rodnică+SRL&contact_name=Elena+Rus")
    page.locator("[name=email]").first.fill("elena@rodnica.example")
    page.get_by_role("button", name=product.says("Salvează")).first.click()
    page.wait_for_url(re.compile(r"/crm/\d+/"))
    page.get_by_role("button", name=product.says("Ofertă nouă")).click()
    page.locator("#dialog").get_by_role("button", name=product.says("Ofertă nouă")).click()
    page.wait_for_url(re.compile(r"/quotations/\d+/"))
    page.locator("#line-new [name=product_text]").focus()
    type_line(page, "Panouri", "10", "100")
    expect(page.locator("#quo-lines tr.quo-line")).to_have_count(1)
    page.get_by_role("button", name=product.says("Adaugă un produs opțional")).click()
    page.locator("#line-new [name=is_optional]").wait_for(state="attached")
    expect(page.locator("#line-new [name=product_text]")).to_be_focused()
    type_line(page, "Monitorizare", "1", "200")
    expect(page.locator("#quo-options")).to_contain_text("Monitorizare")

    page.locator("#quo-acts").get_by_role("button", name=product.says("Trimite")).click()
    dialog = page.locator("#dialog")
    expect(dialog.locator("[name=to]")).to_have_value("elena@rodnica.example")
    expect(dialog.locator("[name=body]")).to_have_value(re.compile("Elena Rus"))
    dialog.get_by_role("button", name=product.says("Trimite")).click()
    expect(page.locator("ol.vein [aria-current]")).to_contain_text(product.says("Trimisă"))
    return page.locator("[data-copy]").get_attribute("data-copy") or ""


def sign(browser: Browser, product: Product, link: str) -> None:
    """The customer, on a phone and without an account: takes the option, signs, and is thanked."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(link)
    expect(page.locator("#offer .tot")).to_contain_text(re.compile(r"1[.,]210[.,]00"))
    page.get_by_label(re.compile("Monitorizare")).check()
    expect(page.locator("#offer .tot")).to_contain_text(re.compile(r"1[.,]452[.,]00"))
    page.locator("#accept").get_by_label(product.says("Prenume și nume")).fill("Elena Rus")
    pad = page.locator(".cust-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 50, steps=4)
    page.mouse.up()
    expect(page.locator("[name=drawn]")).to_have_value(re.compile(r"^M\d+ \d+L"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#accept").get_by_role("button", name=product.says("Acceptă și semnează")).click()
    expect(page.get_by_text(re.compile("Ați acceptat această ofertă|You have accepted this quotation"))).to_be_visible()
    context.close()


def invoice(page: Page, product: Product) -> None:
    """Deliver, invoice, learn that the customer has no fiscal code, give it, post, and take the money."""
    page.locator("#quo-acts").get_by_role("button", name=product.says("Livrează")).click()
    page.locator("#dialog button[type=submit]").click()
    page.locator("#quo-acts").get_by_role("button", name=product.says("Facturează")).click()
    page.locator("#dialog button[type=submit]").click()
    page.wait_for_url(re.compile(r"/invoices/\d+/"))
    draft = page.url
    page.get_by_role("button", name=product.says("Emite")).click()
    expect(page.locator("#toasts")).to_contain_text(re.compile("nu are cod fiscal|has no fiscal code"))
    page.get_by_role("link", name="Ferma Rodnică SRL").first.click()
    page.wait_for_url(re.compile(r"/contacts/\d+/"))
    page.locator("[name=vat]").fill("RO14399840")
    page.locator("[name=street]").fill("Str. Livezii 2")
    page.get_by_role("button", name=product.says("Salvează")).first.click()
    page.wait_for_load_state()
    page.goto(draft)
    page.get_by_role("button", name=product.says("Emite")).click()
    expect(page.locator("h1")).to_contain_text(re.compile(r"F-\d{4}-\d+"))
    page.get_by_role("button", name=product.says("Înregistrează încasarea")).click()
    page.locator("#dialog").get_by_role("button", name=product.says("Salvează")).click()
    expect(page.locator(".sum").first).to_contain_text(product.says("Plătită"))


def test_a_quotation_is_signed_on_a_phone_delivered_invoiced_paid_and_won(
    product: Product, page: Page, browser: Browser
) -> None:
    sign_in(page, product)
    link = offer(page, product)
    order = page.url
    sign(browser, product, link)

    page.goto(order)
    expect(page.locator("h1")).to_contain_text(re.compile("Comanda|Order"))
    expect(page.get_by_text(re.compile("(Acceptată și semnată de|Accepted and signed by) Elena Rus"))).to_be_visible()
    invoice(page, product)

    page.goto(order)
    page.get_by_role("link", name="Ferma din deal").click()
    expect(page.get_by_text(re.compile("Accepts? S-|Acceptă S-"))).to_be_visible()
    expect(page.locator(".smart")).to_contain_text(product.says("Facturi"))
    page.get_by_role("button", name=product.says("Marchează ca fiind câștigată")).click()
    expect(page.locator("ol.vein [aria-current]").first).to_contain_text(product.says("Câștigat"))
