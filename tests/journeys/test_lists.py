"""A list and the palette under the fingers: keyboard, selection, search, undo of a bulk action."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey


def test_a_list_is_searched_narrowed_and_worked_on_by_keyboard(romanian: Product, page: Page) -> None:
    sign_in(page, romanian)
    page.goto(f"{romanian.url}/contacts/")
    everything = page.locator("#list-sum").inner_text()
    name = page.locator("tr[data-row] b a").nth(3).inner_text().splitlines()[-1]

    page.locator("#list-q").press_sequentially(name.upper(), delay=20)
    expect(page.locator("#list-sum")).not_to_have_text(everything)
    expect(page.locator("#list-q")).to_be_focused()
    expect(page.locator("tr[data-row] b a").filter(has_text=name).first).to_be_visible()
    expect(page).to_have_url(re.compile("q="))

    page.locator("#list-q").fill("")
    expect(page.locator("#list-sum")).to_have_text(everything)
    page.get_by_role("button", name="Filtre").click()
    page.get_by_role("checkbox", name="Firme").check()
    expect(page.locator("#list-chips")).to_contain_text("Firme")
    expect(page.get_by_role("checkbox", name="Firme")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Elimină Firme").click()
    expect(page.locator("#list-sum")).to_have_text(everything)

    page.locator("body").press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-count]")).to_have_text("2 rânduri selectate")
    page.locator("[data-bulk] button[value=archive]").click()
    if page.locator("#dialog[open]").count():
        page.locator("#dialog button[type=submit]").click()
    expect(page.locator("#list-sum")).not_to_have_text(everything)
    page.locator("#toasts [data-undo]").last.click()
    expect(page.locator("#list-sum")).to_have_text(everything, timeout=15_000)


def test_the_palette_goes_anywhere_and_recalls_what_was_opened(romanian: Product, page: Page) -> None:
    sign_in(page, romanian)
    page.goto(f"{romanian.url}/contacts/")
    name = page.locator("tr[data-row] b a").last.inner_text().splitlines()[-1]
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Caută sau mergi la…")
    expect(field).to_be_focused()
    field.press_sequentially(name.lower(), delay=20)
    option = page.locator("#palette-results a[role=option]").first
    expect(option).to_contain_text(name)
    expect(option).to_have_attribute("aria-selected", "true")
    with page.expect_response(re.compile("/palette/opened/")):
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)

    page.locator("body").press("/")
    expect(page.locator("#palette-results")).to_contain_text("Deschise recent")
    expect(page.locator("#palette-results a[role=option]").first).to_contain_text(name)
    field.press_sequentially("pipeline", delay=20)
    expect(page.locator("#palette-results a[role=option]").first).to_contain_text("Flux de vânzări")
    page.keyboard.press("Escape")
    page.locator("body").press("g")
    page.keyboard.press("f")
    page.wait_for_url(re.compile("/crm/"))
