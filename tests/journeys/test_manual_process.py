"""The manual's process in its own words, in Romanian."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey


def _quick_card(page: Page, customer: str) -> Locator:
    """The card of a new opportunity with a new customer in the first column."""
    page.get_by_role("link", name="Nou(ă)").first.click()
    card = page.locator(".quick-card")
    card.get_by_role("combobox", name="Organizație / Contact").fill(customer)
    page.get_by_role("option", name=f"Creează „{customer}”").wait_for()
    page.keyboard.press("Enter")
    return card


def test_the_manuals_process_from_the_quick_card_to_won(romanian: Product, page: Page) -> None:
    sign_in(page, romanian)
    page.goto(f"{romanian.url}/crm/?filter=status:open&filter=status:recent")
    card = _quick_card(page, "Atelierul Manualului SRL")
    card.get_by_label("Telefon").fill("0722/333.444")
    card.get_by_label("E-mail").fill("birou@manual.example")
    card.get_by_label("Venit estimat").fill("45.300")
    card.get_by_title("Ridicată", exact=True).click()
    card.get_by_role("button", name="Editare").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Oportunitate pentru Atelierul Manualului SRL")
    expect(page.get_by_label("Telefon")).to_have_value("0722 333 444")
    page.get_by_label("Închiderea estimată").fill("+30")
    page.get_by_role("textbox", name="Note interne").fill("Preferă apelurile după ora 15.")
    page.get_by_role("tab", name="Informații suplimentare").click()
    page.get_by_label("Campanie").fill("Târgul manualului")
    page.get_by_label("Funcția").fill("Administrator")
    page.get_by_label("Recomandat de").fill("Elena Țăranu")
    tags = page.get_by_label("Adaugă o etichetă")
    tags.fill("Manual")
    tags.press("Enter")
    expect(
        page.get_by_label("Elimină eticheta Manual").or_(page.get_by_text("Manual", exact=True)).first
    ).to_be_visible()
    page.get_by_role("button", name="Salvează").first.click()
    expect(page.get_by_text("Salvat.", exact=True)).to_be_visible()
    page.get_by_role("tab", name="Informații suplimentare").click()
    expect(page.get_by_label("Campanie")).to_have_value("Târgul manualului")

    steps = page.get_by_role("list", name="Etapă")
    for stage in ("Calificat", "Propunere", "Câștigat"):
        steps.get_by_role("button", name=stage).click()
        expect(steps.locator("[aria-current=step]")).to_contain_text(stage)
    expect(page.locator(".won-line")).to_contain_text("45.300 lei")
