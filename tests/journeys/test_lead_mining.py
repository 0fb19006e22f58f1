"""The manual's chapter „Cereri de extragere pistă”; on real companies where there are any."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey
INDUSTRY = {"ro": "Comerț cu amănuntul și e-commerce", "en": "Retail & e-commerce"}
REAL = Path("/work/shared/data/companies/directory_small.csv")


def a_register(folder: Path) -> Path:
    """The real companies, or a few made-up ones of the same shape."""
    if REAL.exists():
        return REAL
    path = folder / "directory_small.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["source_key", "name", "country", "city", "industry", "website", "active"])
        for number in range(40):
            site = f"https://www.probă{number}.example"
            rows.writerow([f"P{number}", f"Magazin de probă {number} SRL", "RO", "Iași", "retail", site, "1"])
    return path


def test_a_request_is_saved_as_a_draft_then_sent_and_brings_leads(product: Product, page: Page, tmp_path: Path) -> None:
    sign_in(page, product)
    page.goto(f"{product.url}/directory/")
    page.locator("input[type=file]").set_input_files(a_register(tmp_path))
    page.get_by_role("button", name=product.says("Deschide fișierul")).click()
    expect(page.get_by_role("heading", name=product.says("Prima mie de rânduri"))).to_be_visible()
    page.get_by_label(product.says("Numele setului de date")).fill("Director de probă")
    page.get_by_role("button", name=product.says("Încarcă"), exact=True).click()
    expect(page.locator("#datasets tr", has_text="Director de probă")).to_contain_text(
        product.says("Gata"), timeout=30_000
    )

    page.goto(f"{product.url}/configuration/")
    page.get_by_role("main").get_by_role("link", name=product.says("Cereri de extragere pistă")).click()
    page.get_by_role("link", name=product.says("Nou(ă)")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(product.says("Cerere nouă de extragere pistă"))
    page.get_by_label(product.says("Câte"), exact=True).fill("4")
    page.get_by_label(INDUSTRY[product.language], exact=True).check()
    expect(page.locator("#preview")).to_contain_text(re.compile(r"\d+( de)? firme se potrivesc|\d+ companies fit"))
    expect(page.locator("#preview li")).to_have_count(5)
    team = page.get_by_label(product.says("Echipă de vânzări"), exact=True)
    team.select_option(label=team.locator("option").nth(1).inner_text())
    page.get_by_label(product.says("Agent de vânzări"), exact=True).select_option(index=1)
    salesperson = page.get_by_label(product.says("Agent de vânzări"), exact=True).locator("option").nth(1).inner_text()
    page.get_by_role("button", name=product.says("Salvează")).first.click()
    page.wait_for_url(re.compile(r"/mining/\d+/"))
    expect(page.get_by_text(product.says("Cererea este salvată ca ciornă."))).to_be_visible()

    page.get_by_role("button", name=product.says("Trimite")).click()
    expect(page.locator("#result")).to_contain_text(re.compile("4 (piste|leads)"), timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"LMR\d+"))
    expect(page.locator("#result tbody tr").first).to_contain_text(salesperson)
    page.locator("#result tbody a").first.click()
    expect(page.get_by_role("heading", name=product.says("De unde avem datele"))).to_be_visible()
    page.get_by_role("button", name=product.says("Mai multe acțiuni")).click()
    page.get_by_role("button", name=product.says("Date despre firmă")).click()
    expect(page.locator("#dialog")).to_contain_text(product.says("Tot ce știe registrul stă deja aici."))
