"""The journey that everything else stands on: a message becomes a won deal, in both languages and on both engines."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import keep_picture
from tests.journeys.product import Product, a_message

pytestmark = pytest.mark.journey


@dataclass(frozen=True)
class Words:
    """What the pages say in one language."""

    new: str
    qualified: str
    proposal: str
    revenue: str
    closing: str
    amount: str
    amount_shown: str
    save: str
    won: str
    lost: str
    reason: str
    reopen: str
    undo_move: str
    undo_win: str


ROMANIAN = Words(
    new="Nou(ă)",
    qualified="Calificat",
    proposal="Propunere",
    revenue="Venit estimat",
    closing="Închiderea estimată",
    amount="45.300,00",
    amount_shown="45.300",
    save="Salvează",
    won="Câștigat",
    lost="Pierdut",
    reason="Prea scump",
    reopen="Redeschide",
    undo_move="Anulează mutarea",
    undo_win="Anulează câștigarea",
)
ENGLISH = Words(
    new="New",
    qualified="Qualified",
    proposal="Proposition",
    revenue="Expected revenue",
    closing="Expected closing",
    amount="45,300.00",
    amount_shown="45,300",
    save="Save",
    won="Won",
    lost="Lost",
    reason="Too expensive",
    reopen="Reopen",
    undo_move="Undo the move",
    undo_win="Undo the win",
)


def column(page: Page, name: str) -> Locator:
    """A column of the board."""
    return page.get_by_role("region", name=name, exact=True)


def drag(page: Page, card: Locator, target: Locator) -> None:
    """Drag a card onto a column with the mouse, in small steps as a hand does."""
    start, end = card.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    here = (start["x"] + start["width"] / 2, start["y"] + 14)
    there = (end["x"] + end["width"] / 2, min(max(end["y"] + 130, 200), 700))
    page.mouse.move(*here)
    page.mouse.down()
    for step in range(1, 21):
        part = step / 20
        page.mouse.move(here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part)
        page.wait_for_timeout(10)
    page.mouse.up()


def message_to_won_deal(product: Product, page: Page, words: Words) -> None:
    """Sign in by the link, receive a message, qualify, drag, fill in, win, undo, lose, reopen."""
    page.goto(product.link)
    page.goto(f"{product.url}/crm/?filter=status:open&filter=status:recent")
    subject = f"Panouri pentru cramă {words.new}"
    body = "Bună ziua, dorim o ofertă pentru 120 kW. Elena Țăranu"
    address = "vanzari@filon.localhost"
    message = a_message(subject=subject, body=body, sender="Elena Țăranu <elena@cramatarii.example>", to=address)
    product.deliver(message, address)
    card = column(page, words.new).get_by_role("article").filter(has_text=subject)
    for _attempt in range(30):
        page.reload()
        if card.count():
            break
        page.wait_for_timeout(200)
    expect(card).to_be_visible()
    keep_picture(page, f"board-{words.save.lower()}")
    opened_and_qualified(page, card, words, body)
    dragged_and_undone(page, product, subject, words)
    filled_in(page, subject, words)
    won_and_undone(page, words)
    lost_and_reopened(page, words)


def opened_and_qualified(page: Page, card: Locator, words: Words, body: str) -> None:
    """The page shows who wrote and what; a click on the stage bar qualifies."""
    card.get_by_role("link").first.click()
    thread = page.locator("aside.thread")
    expect(thread.get_by_text("120 kW").first).to_be_visible()
    expect(thread.get_by_text("Elena Țăranu").first).to_be_visible()
    page.get_by_role("button", name=words.qualified).click()
    expect(page.get_by_role("button", name=words.qualified)).to_have_attribute("aria-current", "step")


def dragged_and_undone(page: Page, product: Product, subject: str, words: Words) -> None:
    """A card moves by drag, the move is undone by the toast, and it is moved again."""
    page.goto(f"{product.url}/crm/?filter=status:open&filter=status:recent")
    card = column(page, words.qualified).get_by_role("article").filter(has_text=subject)
    card.scroll_into_view_if_needed()
    drag(page, card, column(page, words.proposal))
    moved = column(page, words.proposal).get_by_role("article").filter(has_text=subject)
    expect(moved).to_be_visible()
    page.get_by_role("button", name=words.undo_move).click()
    expect(card).to_be_visible()
    page.wait_for_load_state("networkidle")
    card.scroll_into_view_if_needed()
    drag(page, card, column(page, words.proposal))
    expect(page.get_by_role("button", name=words.undo_move)).to_be_visible()
    page.reload()
    expect(moved).to_be_visible()


def filled_in(page: Page, subject: str, words: Words) -> None:
    """The form takes an amount and a date as people write them, and says what is not saved yet."""
    page.get_by_role("article").filter(has_text=subject).get_by_role("link").first.click()
    page.get_by_label(words.revenue).fill(words.amount)
    page.get_by_label(words.closing).fill("31.12.2026" if words is ROMANIAN else "31/12/2026")
    page.keyboard.press("Tab")
    page.get_by_role("button", name=words.save, exact=True).first.click()
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.get_by_label(words.revenue)).to_have_value(words.amount)
    expect(page.locator("aside.thread").get_by_text(words.amount_shown).first).to_be_visible()
    keep_picture(page, f"opportunity-{words.save.lower()}")


def won_and_undone(page: Page, words: Words) -> None:
    """Winning shines once, and can be undone."""
    page.locator(".acts .btns").get_by_role("button", name=words.won, exact=True).click()
    expect(page.locator(".won-line")).to_contain_text(words.amount_shown)
    keep_picture(page, f"won-{words.save.lower()}")
    page.get_by_role("button", name=words.undo_win).click()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".acts .btns").get_by_role("button", name=words.won, exact=True)).to_be_visible()


def lost_and_reopened(page: Page, words: Words) -> None:
    """One chip loses the deal with its reason; it can be opened again, and won for good."""
    page.locator(".acts .btns").get_by_role("button", name=words.lost, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=words.reason).click()
    page.get_by_role("button", name=words.reopen, exact=True).click()
    page.locator(".acts .btns").get_by_role("button", name=words.won, exact=True).click()
    expect(page.locator(".won-line")).to_be_visible()


def test_a_message_becomes_a_won_deal_in_romanian_on_sqlite(romanian: Product, page: Page) -> None:
    message_to_won_deal(romanian, page, ROMANIAN)


def test_a_message_becomes_a_won_deal_in_english_on_postgresql(english: Product, page: Page) -> None:
    message_to_won_deal(english, page, ENGLISH)
