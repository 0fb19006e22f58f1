"""The first hour of an empty installation: the printed link, the welcome, the first team, the first message."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from filon.config.tests import templates
from tests.journeys.product import a_message, running

pytestmark = pytest.mark.journey


def test_an_empty_home_becomes_a_team_with_its_first_opportunity(page: Page, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copyfile(templates.file(), home / "filon.sqlite3")
    with running(home, language="ro", demo=False) as product:
        page.goto(product.link)
        page.fill("#id_name", "Ana Popescu")
        page.fill("#id_email", "ana@nordlux.example")
        for field in page.locator("input[type=password]").all():
            field.fill("o parolă lungă de tot")
        page.locator("form button[type=submit]").first.click()

        expect(page.get_by_role("heading", name="Bun venit")).to_be_visible()
        page.fill("#id_name", "Nordlux Instal SRL")
        page.fill("#id_team", "Vânzări Iași")
        page.fill("#id_alias", "iasi")
        page.get_by_role("button", name="Începe").click()

        expect(page.get_by_role("heading", name="Primii pași")).to_be_visible()
        message = a_message(
            subject="Ofertă panouri", body="Bună ziua!", sender="elena@client.example", to="iasi@filon.localhost"
        )
        product.deliver(message, "iasi@filon.localhost")
        page.goto(f"{product.url}/crm/")
        card = page.get_by_role("article").filter(has_text="Ofertă panouri")
        for _attempt in range(50):
            if card.count():
                break
            page.wait_for_timeout(200)
            page.reload()
        card.get_by_role("link").first.click()
        page.wait_for_url(re.compile(r"/crm/\d+/"))
        expect(page.locator("aside.thread")).to_contain_text("Bună ziua!")
