"""The manual's process in its own words, in both languages."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey
STAGES = {"ro": ("Calificat", "Propunere", "Câștigat"), "en": ("Qualified", "Proposition", "Won")}


def _quick_card(page: Page, product: Product, customer: str) -> Locator:
    """The card of a new opportunity with a new customer in the first column."""
    page.get_by_role("link", name=product.says("Nou(ă)")).first.click()
    card = page.locator(".quick-card")
    card.get_by_role("combobox", name=product.says("Organizație / Contact")).fill(customer)
    page.get_by_role("option", name=re.compile(f"(Creează „|Create “){customer}")).wait_for()
    page.keyboard.press("Enter")
    return card


def test_the_manuals_process_from_the_quick_card_to_won(product: Product, page: Page) -> None:
    sign_in(page, product)
    page.goto(f"{product.url}/crm/?filter=status:open&filter=status:recent")
    card = _quick_card(page, product, "Atelierul Manualului SRL")
    card.get_by_label(product.says("Telefon")).fill("0722/333.444")
    card.get_by_label(product.says("E-mail")).fill("birou@manual.example")
    card.get_by_label(product.says("Venit estimat")).fill("45300")
    card.get_by_title(product.says("Ridicată"), exact=True).click()
    card.get_by_role("button", name=product.says("Editare")).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Atelierul Manualului SRL")
    expect(page.get_by_label(product.says("Telefon"))).to_have_value("0722 333 444")
    page.get_by_label(product.says("Închiderea estimată")).fill("+30")
    page.get_by_role("textbox", name=product.says("Note interne")).fill("Preferă apelurile după ora 15.")
    page.get_by_role("tab", name=product.says("Informații suplimentare")).click()
    page.get_by_label(product.says("Campanie")).fill("Târgul manualului")
    page.get_by_label(product.says("Funcția")).fill("Administrator")
    page.get_by_label(product.says("Recomandat de")).fill("Elena Țăranu")
    tags = page.get_by_label(product.says("Adaugă o etichetă"))
    tags.fill("Manual")
    tags.press("Enter")
    expect(
        page.get_by_label(re.compile("(Elimină eticheta|Remove the tag) Manual"))
        .or_(page.get_by_text("Manual", exact=True))
        .first
    ).to_be_visible()
    page.get_by_role("button", name=product.says("Salvează")).first.click()
    expect(page.get_by_text(product.says("Salvat."), exact=True)).to_be_visible()
    page.get_by_role("tab", name=product.says("Informații suplimentare")).click()
    expect(page.get_by_label(product.says("Campanie"))).to_have_value("Târgul manualului")

    steps = page.get_by_role("list", name=product.says("Etapă"))
    for stage in STAGES[product.language]:
        steps.get_by_role("button", name=stage).click()
        expect(steps.locator("[aria-current=step]")).to_contain_text(stage)
    expect(page.locator(".won-line")).to_contain_text(re.compile("45[.,]300"))
