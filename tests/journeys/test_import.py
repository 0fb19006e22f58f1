"""A file with mistakes becomes contacts, is taken back; what was deleted comes back from the bin."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import keep_picture
from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey

FILE = """Cine;Mail;Cod fiscal;Localitatea
Crama „Nouă” de probă SRL;office@crama-noua.example;RO14399840;Iaşi
Greşit de probă SRL;nu e adresă;;Cluj
Lemnul de probă SA;lemn@lemnul.example;;Braşov
"""


def test_a_file_is_tried_mended_imported_and_taken_back(romanian: Product, page: Page, tmp_path: Path) -> None:
    path = tmp_path / "contacte.csv"
    path.write_bytes(FILE.encode("cp1250", errors="replace"))
    sign_in(page, romanian)
    page.goto(f"{romanian.url}/imports/new/?kind=contact")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Deschide fișierul").click()

    name = page.get_by_label("Cine")
    expect(name).to_have_value("")
    page.get_by_role("button", name="Verifică").click()
    expect(page.locator("#import-state")).to_contain_text("Respinse: 3", timeout=20_000)
    page.get_by_label("Cine").select_option("name")
    page.get_by_role("button", name="Verifică").click()
    expect(page.locator("#import-state")).to_contain_text("Create: 2", timeout=20_000)
    expect(page.locator("#import-state")).to_contain_text("E-mail")
    keep_picture(page, "import-trial")

    page.locator("button[name=act][value=run]").click()
    expect(page.get_by_role("heading", name="Importat")).to_be_visible(timeout=20_000)
    with page.expect_download() as rejected:
        page.get_by_role("link", name="Descarcă aceste rânduri cu motivele").click()
    assert rejected.value.suggested_filename.endswith(".xlsx")
    page.goto(f"{romanian.url}/contacts/?q=de+proba&filter=")
    expect(page.locator("#list-sum")).to_have_text("2 contacte")

    page.locator("tr[data-row] b a", has_text="Crama").click()
    page.locator("button[popovertarget=contact-menu]").click()
    page.get_by_role("button", name="Șterge", exact=True).click()
    page.goto(f"{romanian.url}/bin/")
    page.locator("tr[data-row]", has_text="Crama").get_by_role("checkbox").check()
    page.locator("[data-bulk] button[value=restore]").click()
    expect(page.locator("#toasts")).to_contain_text("1 înregistrare este înapoi")
    page.goto(f"{romanian.url}/contacts/?q=de+proba&filter=")
    expect(page.locator("#list-sum")).to_have_text("2 contacte")

    page.goto(f"{romanian.url}/imports/")
    page.get_by_role("link", name="contacte.csv").first.click()
    page.get_by_role("button", name="Anulează importul").click()
    expect(page.get_by_role("heading", name="Anulat")).to_be_visible(timeout=20_000)
    page.goto(f"{romanian.url}/contacts/?q=de+proba&filter=")
    expect(page.locator("#list-sum")).to_have_text(re.compile("^[01] contact"))
