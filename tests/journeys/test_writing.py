"""Writing to a customer by a template, with a colleague mentioned; a mail server gets it; the answer comes home."""

import re
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.product import Product, a_message, sign_in
from tests.journeys.sink import listening

pytestmark = pytest.mark.journey
CUSTOMER = "Vera Șandor <vera@sandor.test>"
TEAM = "vanzari@filon.localhost"


def test_a_customer_is_written_to_by_a_template_and_his_answer_rings(page: Page, romanian: Product) -> None:
    sign_in(page, romanian)
    romanian.deliver(a_message(subject="Panouri pe hală", body="Bună ziua!", sender=CUSTOMER, to=TEAM), TEAM)
    lead = the_lead(page, romanian)
    with listening(romanian.email_port) as sink:
        write(page)
        sent = sink.message_to("vera@sandor.test", seconds=30)
    assert sent["Subject"] == "Cererea dumneavoastră: Panouri pe hală"
    assert "@Ana Dobre" in sent.get_body().get_content()  # type: ignore[union-attr]
    expect(page.locator("#stream .msg").first).to_contain_text("trimis către", timeout=20_000)
    romanian.deliver(answer(sent), str(sent["Reply-To"].addresses[0].addr_spec))
    the_bell_rings(page, romanian)
    page.goto(lead)
    expect(page.locator("#stream .msg").first).to_contain_text("Mulțumesc, aștept oferta.")


def the_lead(page: Page, product: Product) -> str:
    """Open and take the opportunity that the message made; returns its address."""
    card = page.get_by_role("article").filter(has_text="Panouri pe hală")
    for _attempt in range(40):
        page.goto(f"{product.url}/crm/?filter=whose:nobody,status:open")
        if card.count():
            break
        page.wait_for_timeout(150)
    card.get_by_role("link").first.click()
    page.get_by_role("button", name="Preia").click()
    expect(page.get_by_role("button", name="Preia")).to_have_count(0)
    return page.url


def write(page: Page) -> None:
    """Choose a template, mention Ana with the keyboard, and send with Ctrl+Enter."""
    composer = page.locator("form.composer")
    composer.get_by_label("Șablon").select_option(label="Mulțumire pentru cerere")
    text = composer.locator("textarea")
    expect(text).to_have_value(re.compile("vă mulțumim"))
    text.press("Control+End")
    text.press_sequentially("\n@an")
    expect(composer.get_by_role("option", name="Ana Dobre")).to_be_visible()
    text.press("Enter")
    text.press("Control+Enter")
    expect(page.locator("#stream .msg").first).to_contain_text("@Ana Dobre")


def answer(sent: EmailMessage) -> EmailMessage:
    """What the customer's mail program sends back."""
    reply = a_message(subject=f"Re: {sent['Subject']}", body="Mulțumesc, aștept oferta.", sender=CUSTOMER, to=TEAM)
    reply["In-Reply-To"] = reply["References"] = sent["Message-ID"]
    return reply


def the_bell_rings(page: Page, product: Product) -> None:
    """The notices say who wrote."""
    notice = page.locator(".notices .is-new").filter(has_text="Mulțumesc, aștept oferta.")
    for _attempt in range(40):
        page.goto(f"{product.url}/notifications/")
        if notice.count():
            break
        page.wait_for_timeout(150)
    expect(notice.first).to_contain_text("Vera Șandor")
