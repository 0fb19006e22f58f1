"""What was typed is not lost when the session has ended, and does not stay behind after signing out."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.product import Product

pytestmark = pytest.mark.journey


def sign_in(page: Page, email: str = "mihai@filon.localhost") -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Parolă", exact=True).fill("demo")
    page.get_by_role("button", name="Intră în cont").click()


@pytest.fixture
def opportunity(page: Page, romanian: Product) -> Page:
    """The first opportunity on Mihai's board, opened."""
    page.goto(f"{romanian.url}/sign-in/")
    sign_in(page)
    expect(page.get_by_role("heading", name="Ziua mea")).to_be_visible()
    page.goto(f"{romanian.url}/crm/")
    page.locator(".deal-t a").first.click()
    expect(page.get_by_label("Oportunitate *")).to_be_visible()
    return page


def test_saving_after_the_session_has_ended_asks_for_the_password_and_brings_the_text_back(
    opportunity: Page, context: BrowserContext
):
    address, name = opportunity.url, opportunity.get_by_label("Oportunitate *")
    name.fill("Iluminat stradal pentru trei sate")
    context.clear_cookies(name="filon_session")
    opportunity.keyboard.press("Control+s")
    expect(opportunity.get_by_role("heading", name="Intrați în cont")).to_be_visible()
    sign_in(opportunity)

    expect(opportunity).to_have_url(address)
    expect(name).to_have_value("Iluminat stradal pentru trei sate")
    opportunity.keyboard.press("Control+s")
    expect(opportunity.get_by_role("heading", name="Iluminat stradal pentru trei sate")).to_be_visible()
    assert opportunity.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('filon:draft:'))") == []


def test_signing_out_leaves_no_draft_behind(opportunity: Page):
    opportunity.get_by_label("Oportunitate *").fill("Ceva ce nu se salvează")
    opportunity.on("dialog", lambda question: question.accept())
    opportunity.get_by_role("button", name="contul dvs.").click()
    opportunity.get_by_role("button", name="Ieși din cont").click()

    expect(opportunity.get_by_role("heading", name="Intrați în cont")).to_be_visible()
    assert opportunity.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('filon:draft:'))") == []
