"""The manual's chapters on types of activity, tags and lost reasons: by the menu, then Enter or Salvează."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey


def by_the_menu(page: Page, product: Product, entry: str) -> None:
    """CRM, Configurare, and the entry."""
    side, entry = page.locator("#side"), product.says(entry)
    if not side.get_by_role("link", name=entry, exact=True).is_visible():
        side.get_by_role("link", name=product.says("Configurare")).click()
    side.get_by_role("link", name=entry, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(entry)


def add_two(page: Page, product: Product, first: str, second: str) -> None:
    """One name by Enter, one by the button."""
    field, name = page.locator("#config-name"), product.says("Nume")
    field.fill(first)
    field.press("Enter")
    expect(page.get_by_label(f"{name}: {first}", exact=True)).to_be_visible()
    expect(field).to_have_value("")
    field.fill(second)
    page.get_by_role("button", name=product.says("Salvează"), exact=True).first.click()
    expect(page.get_by_label(f"{name}: {second}", exact=True)).to_be_visible()


def test_tags_and_reasons_are_added_by_enter_and_by_the_button(product: Product, page: Page) -> None:
    sign_in(page, product)
    page.goto(f"{product.url}/crm/")
    by_the_menu(page, product, "Tipuri de activitate")
    expect(page.get_by_role("link", name=product.says("Nou(ă)")).first).to_be_visible()
    by_the_menu(page, product, "Etichete")
    add_two(page, product, "Cramă", "Livadă")
    by_the_menu(page, product, "Motivele pierderii")
    add_two(page, product, "Fără acoperiș propriu", "Amânat un an")
