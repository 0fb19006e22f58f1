"""The pictures of the guide, taken from the running product in both languages: they cannot go stale."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import SCREENSHOTS
from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey

PAGES = {
    "my-day": "/",
    "board": "/crm/?f=",
    "teams": "/crm/teams/",
    "activity-types": "/activity-types/",
    "tags": "/configuration/tags/",
    "lost-reasons": "/crm/lost-reasons/",
    "stages": "/crm/stages/",
    "calendar": "/calendar/",
    "forecast": "/reports/forecast/",
    "mining-request": "/mining/new/",
    "import": "/imports/new/",
}
"""Pages with an address of their own, by the name of their picture."""

FIRST_OF = {
    "opportunity": ("/crm/?view=table", "/crm/"),
    "contact": ("/contacts/", "/contacts/"),
    "team": ("/teams/", "/teams/"),
    "quotation": ("/quotations/", "/quotations/"),
    "invoice": ("/invoices/", "/invoices/"),
}
"""The first record of a list: where the list is, and how the record's address begins."""


def test_the_pictures_of_the_romanian_guide(page: Page, romanian: Product) -> None:
    _take(page, romanian, "ro")


def test_the_pictures_of_the_english_guide(page: Page, english: Product) -> None:
    _take(page, english, "en")


def _take(page: Page, product: Product, language: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, product)
    for name, address in PAGES.items():
        _keep(page, product.url + address, language, name)
    for name, (address, beginning) in FIRST_OF.items():
        page.goto(product.url + address)
        found = page.locator("main a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        record = next(
            link for link in found if link.startswith(beginning) and link.removeprefix(beginning)[:1].isdigit()
        )
        _keep(page, product.url + record, language, name)


def _keep(page: Page, address: str, language: str, name: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, address
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('.toast-f').forEach(toast => toast.remove())")
    folder = SCREENSHOTS / "guide" / language
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.jpg", type="jpeg", quality=82)
