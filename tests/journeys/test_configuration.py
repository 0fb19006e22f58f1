"""The manual's chapters on types of activity, tags and lost reasons: by the menu, then Enter or Salvează."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey


def by_the_menu(page: Page, entry: str) -> None:
    """CRM, Configurare, and the entry."""
    side = page.locator("#side")
    if not side.get_by_role("link", name=entry, exact=True).is_visible():
        side.get_by_role("link", name="Configurare").click()
    side.get_by_role("link", name=entry, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(entry)


def add_two(page: Page, first: str, second: str) -> None:
    """One name by Enter, one by the button."""
    field = page.locator("#config-name")
    field.fill(first)
    field.press("Enter")
    expect(page.get_by_label(f"Nume: {first}", exact=True)).to_be_visible()
    expect(field).to_have_value("")
    field.fill(second)
    page.get_by_role("button", name="Salvează", exact=True).first.click()
    expect(page.get_by_label(f"Nume: {second}", exact=True)).to_be_visible()


def test_tags_and_reasons_are_added_by_enter_and_by_the_button(romanian: Product, page: Page) -> None:
    sign_in(page, romanian)
    page.goto(f"{romanian.url}/crm/")
    by_the_menu(page, "Tipuri de activitate")
    expect(page.get_by_role("link", name="Nou(ă)").first).to_be_visible()
    by_the_menu(page, "Etichete")
    add_two(page, "Cramă", "Livadă")
    by_the_menu(page, "Motivele pierderii")
    add_two(page, "Fără acoperiș propriu", "Amânat un an")
