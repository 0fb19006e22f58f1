"""The pipeline in all its views, in Romanian, and one board before two people."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey
BOARD = "/crm/?view=board&filter=status:open"


def _poll(page: Page) -> None:
    """Come back to the tab, which asks at once what is new."""
    with page.expect_response(re.compile("/crm/board/changes/")):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def _column(page: Page, at: int) -> Locator:
    return page.locator(".board > .col").nth(at)


def _move_right(page: Page, card: str) -> None:
    """By the keyboard: lift, to the next column, drop."""
    page.locator(f"[data-cards] > [data-id='{card}'] .deal-t a").focus()
    page.keyboard.press(" ")
    page.keyboard.press("ArrowRight")
    with page.expect_response(re.compile("/move/")):
        page.keyboard.press(" ")


def test_a_board_follows_a_colleague_but_not_under_the_pointer(romanian: Product, page: Page, browser: Browser) -> None:
    sign_in(page, romanian)
    page.goto(romanian.url + BOARD)
    context = browser.new_context(storage_state=page.context.storage_state(), viewport={"width": 1440, "height": 900})
    other = context.new_page()
    other.goto(romanian.url + BOARD)
    first, second, third = (str(_column(page, 0).locator(".deal").nth(at).get_attribute("data-id")) for at in range(3))

    page.mouse.move(720, 10)
    _move_right(other, first)
    _poll(page)
    expect(_column(page, 1).locator(f"[data-id='{first}']")).to_be_visible()
    expect(_column(page, 0).locator(f"[data-id='{first}']")).to_have_count(0)

    held = _column(page, 0).locator(f"[data-id='{third}']")
    held.hover()
    before = held.bounding_box()
    _move_right(other, second)
    _poll(page)
    news = _column(page, 0).get_by_role("button", name="1 nouă")
    expect(news).to_be_visible()
    assert held.bounding_box() == before
    expect(_column(page, 0).locator(f"[data-id='{second}']")).to_be_visible()
    page.mouse.move(720, 10)
    _poll(page)
    expect(_column(page, 1).locator(f"[data-id='{second}']")).to_be_visible()
    expect(news).to_have_count(0)

    # Both hold one card: the later drop counts, and its mover hears where the other had put it.
    page.locator(f"[data-cards] > [data-id='{third}'] .deal-t a").focus()
    page.keyboard.press(" ")
    _move_right(other, third)
    _poll(page)
    expect(_column(page, 0).locator(f"[data-id='{third}']")).to_have_class(re.compile("is-held"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    expect(page.locator("#toasts")).to_contain_text("Între timp fusese mutată în")
    expect(_column(page, 2).locator(f"[data-id='{third}']")).to_be_visible()
    _poll(other)
    expect(page.locator("[data-news]")).to_have_count(0)
    expect(other.locator(f"[data-cards] > [data-id='{third}']")).to_have_count(1)
    context.close()


def test_a_card_is_moved_within_its_column_and_stands_so_elsewhere(
    romanian: Product, page: Page, browser: Browser
) -> None:
    sign_in(page, romanian)
    page.goto(romanian.url + BOARD)
    context = browser.new_context(storage_state=page.context.storage_state(), viewport={"width": 1440, "height": 900})
    other = context.new_page()
    other.goto(romanian.url + BOARD)
    cards = _column(other, 0).locator(".deal")
    equal = next(
        at
        for at in range(cards.count() - 1)
        if cards.nth(at).get_attribute("data-major") == cards.nth(at + 1).get_attribute("data-major")
    )
    upper, lower = (str(cards.nth(equal + step).get_attribute("data-id")) for step in range(2))
    other.locator(f"[data-cards] > [data-id='{upper}'] .deal-t a").focus()
    other.keyboard.press(" ")
    other.keyboard.press("ArrowDown")
    with other.expect_response(re.compile("/move/")):
        other.keyboard.press(" ")
    page.mouse.move(720, 10)
    _poll(page)
    expect(_column(page, 0).locator(".deal").nth(equal)).to_have_attribute("data-id", lower)
    expect(_column(page, 0).locator(".deal").nth(equal + 1)).to_have_attribute("data-id", upper)
    context.close()


def test_the_pipeline_is_looked_at_from_every_side(romanian: Product, page: Page) -> None:
    sign_in(page, romanian)
    page.goto(f"{romanian.url}/crm/?view=table&filter=status:open")
    page.locator("body").press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    row = page.locator("tr[data-row]:focus-within")
    title = row.locator("b a").inner_text()
    page.keyboard.press("e")
    stage = row.locator("td[data-cell=stage] select")
    expect(stage).to_be_focused()
    page.keyboard.press("Escape")
    expect(stage).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Rândul următor")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Coloane și export").click()
    for kind, start in (("CSV", b"\xef\xbb\xbf"), ("XLSX", b"PK")):
        with page.expect_download() as file:
            page.get_by_role("link", name=f"Exportă {kind}").click()
        content = file.value.path().read_bytes()
        assert content.startswith(start)
        assert kind != "CSV" or title in content.decode()
    page.keyboard.press("Escape")

    page.get_by_role("link", name="Grafic").or_(page.get_by_role("button", name="Grafic")).first.click()
    expect(page.locator("canvas")).to_be_visible()
    page.get_by_role("link", name="Tabel pivot").or_(page.get_by_role("button", name="Tabel pivot")).first.click()
    amount = page.locator("table td a").first
    expect(amount).to_be_visible()
    amount.click()
    expect(page.locator("tr[data-row]").first).to_be_visible()
    page.go_back()
    expect(page.locator("table td a").first).to_be_visible()
    page.goto(f"{romanian.url}/crm/?view=calendar&filter=status:open")
    expect(page.locator(".fc-event").first).to_be_visible()

    page.goto(f"{romanian.url}/reports/forecast/")
    months = page.locator(".board > .col")
    expect(months).to_have_count(5)
    page.get_by_role("button", name="Adaugă luna următoare").click()
    expect(months).to_have_count(6)
    page.locator("[data-cards] .deal-t a").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Etapă")).to_be_visible()
