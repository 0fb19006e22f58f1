"""Every component in a real browser: nothing sticks out, nothing is unreachable, and each behaves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.axe import overflows, violations
from tests.journeys.conftest import keep_picture
from tests.journeys.product import Product, running

pytestmark = pytest.mark.journey
SIZES = {"desk": (1440, 900), "tablet": (820, 1100), "phone": (375, 812)}


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("gallery") / "home", language="ro", demo=False, gallery=True) as started:
        yield started


@pytest.fixture
def gallery(page: Page, product: Product) -> Page:
    page.goto(f"{product.url}/gallery/")
    return page


def drafts(page: Page) -> list[str]:
    found: list[str] = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('filon:draft:'))")
    return found


def wait_for_draft(page: Page) -> None:
    for _attempt in range(40):
        if drafts(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError("no draft was kept")


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/gallery/", "/gallery/gate/", "/gallery/error/403/"])
def test_every_component_fits_and_is_accessible(browser: Browser, product: Product, path: str, size: str, light: str):
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=light,
        reduced_motion="reduce",
        has_touch=size == "phone",
    )
    page = context.new_page()
    response = page.goto(product.url + path)
    page.wait_for_load_state("networkidle")

    keep_picture(page, f"{path.strip('/').replace('/', '-')}-{size}-{light}")
    assert response is not None
    assert response.status == (403 if "error" in path else 200)
    assert page.locator("html").get_attribute("data-bs-theme") == light
    assert overflows(page) == []
    assert violations(page) == []
    context.close()


def test_a_dialog_takes_the_focus_and_gives_it_back(gallery: Page):
    opener = gallery.get_by_role("button", name="Dialog", exact=True)
    opener.click()

    dialog = gallery.get_by_role("dialog", name="De ce s-a pierdut?")
    expect(dialog.get_by_label("Notă de închidere")).to_be_focused()
    assert violations(gallery) == []
    gallery.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_dialog_that_is_accepted_closes_and_says_what_happened_with_undo(gallery: Page):
    gallery.get_by_role("button", name="Dialog", exact=True).click()
    gallery.get_by_role("dialog").get_by_role("button", name="Marchează ca pierdută").click()

    toast = gallery.locator("#toasts > *")
    expect(toast).to_contain_text("Mutată în Propunere.")
    expect(gallery.locator("#dialog")).to_be_hidden()
    gallery.keyboard.press("z")
    expect(toast).to_have_text("Mutarea a fost anulată.")


def test_a_refusal_is_said_in_words(gallery: Page):
    gallery.get_by_role("button", name="Refuz").click()

    expect(gallery.locator("#toasts")).to_contain_text("are oferte trimise și nu poate fi ștearsă")


def test_what_was_typed_survives_a_reload_until_it_is_discarded(gallery: Page):
    name = gallery.locator("#fields").get_by_label("Oportunitate")
    name.fill("Iluminat pentru hala 3")
    expect(gallery).to_have_title("• Gallery · Filon")
    gallery.on("dialog", lambda question: question.accept())
    wait_for_draft(gallery)
    gallery.reload()

    expect(name).to_have_value("Iluminat pentru hala 3")
    expect(gallery.locator("#toasts")).to_contain_text("Am adus înapoi textul nesalvat.")
    gallery.locator("#fields").get_by_role("button", name="Renunță la modificări").click()
    expect(name).to_have_value("Iluminat LED pentru hala 2")
    expect(gallery).to_have_title("Gallery · Filon")
    assert drafts(gallery) == []


def test_leaving_with_unsaved_changes_asks(gallery: Page):
    gallery.locator("#fields").get_by_label("Oportunitate").fill("Altceva")
    asked = []
    gallery.on("dialog", lambda question: (asked.append(question.type), question.dismiss()))
    gallery.get_by_role("link", name="Filon", exact=True).first.click(no_wait_after=True)

    gallery.wait_for_timeout(50)
    assert asked == ["beforeunload"]
    expect(gallery).to_have_title("• Gallery · Filon")


def test_the_combobox_finds_from_three_letters_and_enter_takes_the_match(gallery: Page):
    contact = gallery.locator("#fields").get_by_role("combobox", name="Organizație / Contact")
    contact.press_sequentially("Io")
    expect(contact).to_have_attribute("aria-expanded", "false")
    contact.press_sequentially("n")
    expect(gallery.locator(".combo-list").first.get_by_role("option")).to_have_count(3)
    expect(gallery.locator(".combo-list").first.get_by_role("option").first).to_contain_text("0744 555 010")
    contact.press("Enter")

    expect(contact).to_have_value("Ionescu Ștefan")
    assert gallery.locator("#fields input[data-value]").input_value() == "1"
    assert gallery.locator("#fields input[data-new]").input_value() == ""


def test_the_combobox_creates_only_when_that_is_chosen(gallery: Page):
    contact = gallery.locator("#fields").get_by_role("combobox", name="Organizație / Contact")
    contact.press_sequentially("Vasilescu")
    expect(gallery.locator(".combo-list").first.get_by_role("option")).to_have_count(1)
    contact.press("Tab")
    assert gallery.locator("#fields input[data-new]").input_value() == ""

    contact.focus()
    contact.press("ArrowDown")
    gallery.locator(".combo-list").first.get_by_role("option", name="Creează „Vasilescu”").click()
    assert gallery.locator("#fields input[data-new]").input_value() == "Vasilescu"


def test_a_day_is_chosen_from_the_calendar_by_keyboard(gallery: Page):
    closing = gallery.locator("#fields").get_by_label("Închiderea estimată")
    closing.fill("31.12.2026")
    closing.press("ArrowDown")
    expect(gallery.get_by_role("dialog", name="Alegeți o zi")).to_be_visible()
    assert violations(gallery) == []
    gallery.keyboard.press("ArrowRight")
    gallery.keyboard.press("PageDown")
    gallery.keyboard.press("Enter")

    expect(closing).to_have_value("01.02.2027")
    expect(closing).to_be_focused()


def test_tabs_are_walked_with_arrows(gallery: Page):
    gallery.get_by_role("tab", name="Note interne").focus()
    gallery.keyboard.press("ArrowRight")

    expect(gallery.get_by_role("tab", name="Informații suplimentare")).to_be_focused()
    expect(gallery.get_by_role("tabpanel")).to_have_text("Campanie, canal, sursă.")


def test_a_menu_opens_beside_its_button_and_esc_returns(gallery: Page):
    button = gallery.get_by_role("button", name="Alte acțiuni")
    button.press("Enter")
    expect(gallery.get_by_role("link", name="Mută în…")).to_be_focused()
    gallery.keyboard.press("ArrowDown")
    expect(gallery.get_by_role("button", name="Șterge")).to_be_focused()
    gallery.keyboard.press("Escape")

    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_what_cannot_be_undone_is_asked_first(gallery: Page):
    gallery.get_by_role("button", name="Alte acțiuni").click()
    gallery.get_by_role("button", name="Șterge").click()
    question = gallery.get_by_role("dialog", name="Ștergeți oportunitatea?")
    question.get_by_role("button", name="Renunță").click()
    expect(question).to_be_hidden()
    assert "/gallery/" in gallery.url

    gallery.get_by_role("button", name="Alte acțiuni").click()
    gallery.get_by_role("button", name="Șterge").click()
    question.get_by_role("button", name="Da, continuă").click()
    expect(gallery.get_by_role("heading", name="Acest lucru nu se poate face")).to_be_visible()


def test_keys_are_listed_and_letters_are_text_while_typing(gallery: Page):
    gallery.locator("body").press("?")
    keys = gallery.get_by_role("dialog", name="Scurtături de la tastatură")
    expect(keys).to_contain_text("Toast")
    gallery.keyboard.press("Escape")

    gallery.locator("#fields").get_by_label("Oportunitate").press("m")
    expect(gallery.locator("#toasts > *")).to_have_count(0)
    gallery.locator("h1").click()
    gallery.keyboard.press("m")
    expect(gallery.locator("#toasts")).to_contain_text("Mutarea a fost anulată.")


def test_letters_can_be_switched_off(gallery: Page):
    gallery.evaluate("document.documentElement.dataset.letterKeys = 'off'")
    gallery.locator("h1").click()
    gallery.keyboard.press("m")
    gallery.keyboard.press("?")

    expect(gallery.get_by_role("dialog", name="Scurtături de la tastatură")).to_be_visible()
    expect(gallery.locator("#toasts > *")).to_have_count(0)


def test_a_lost_signal_is_said(gallery: Page, context: BrowserContext):
    gallery.wait_for_load_state("networkidle")
    context.set_offline(True)
    expect(gallery.locator("#offline")).to_be_visible()
    gallery.get_by_role("button", name="Refuz").click()
    expect(gallery.locator("#toasts")).to_contain_text("Fără conexiune. Ce ați scris e păstrat în acest browser.")
    context.set_offline(False)
    expect(gallery.locator("#offline")).to_be_hidden()


def test_the_theme_changes_at_once(gallery: Page):
    gallery.get_by_role("button", name="Ioana Mureșan, contul dvs.").click()
    gallery.get_by_role("button", name="Întunecat").click()

    expect(gallery.locator("html")).to_have_attribute("data-bs-theme", "dark")
    gallery.reload()
    expect(gallery.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_page_that_cannot_be_reached_is_one_of_ours(gallery: Page, context: BrowserContext):
    gallery.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    gallery.goto(gallery.url.replace("/gallery/", "/gallery/gate/"))
    expect(gallery.get_by_role("heading", name="Fără conexiune")).to_be_visible()
    assert violations(gallery) == []

    context.set_offline(False)
    gallery.get_by_role("link", name="Încearcă din nou").click()
    expect(gallery.get_by_role("heading", name="Intrați în cont")).to_be_visible()


def test_on_a_phone_the_menu_is_a_sheet_above_the_bar(browser: Browser, product: Product):
    context = browser.new_context(viewport={"width": 375, "height": 812}, has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{product.url}/gallery/")
    menu = page.get_by_role("navigation", name="Meniu principal")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Meniu", exact=True).click()

    expect(menu.get_by_role("link", name="Etichete")).to_be_visible()
    keep_picture(page, "gallery-phone-menu")
    assert violations(page) == []
    assert overflows(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    context.close()
