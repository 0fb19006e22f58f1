"""What only a browser can show about signing in: a security key, and an expired session that loses nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.product import Product

pytestmark = pytest.mark.journey
IOANA = "ioana@filon.localhost"


def sign_in(page: Page, url: str, email: str, next_page: str) -> None:
    page.goto(f"{url}/sign-in/?next={next_page}")
    page.fill("#id_email", email)
    page.fill("#id_password", "demo")
    page.get_by_role("button", name="Intră în cont").click()


def test_a_security_key_opens_the_account(page: Page, romanian: Product) -> None:
    url = romanian.url.replace("127.0.0.1", "localhost")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**key, "automaticPresenceSimulation": True}})
    sign_in(page, url, IOANA, "/preferences/security/")
    page.get_by_role("link", name="Adaugă o cheie de securitate").click()
    page.fill("#id_name", "Cheia de la birou")
    page.fill("#id_current", "demo")
    page.get_by_role("button", name="Atinge cheia").click()
    expect(page.get_by_role("heading", name="Coduri de rezervă")).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, url, IOANA, "/preferences/security/")
    page.get_by_role("button", name="Folosește cheia de securitate").click()
    expect(page.get_by_role("button", name="Elimină Cheia de la birou")).to_be_visible()

    page.fill("#step_current", "demo")
    page.get_by_role("button", name="Oprește verificarea în doi pași").click()
    expect(page.get_by_text("Verificarea în doi pași este oprită.")).to_be_visible()


def test_an_expired_session_returns_to_the_page_with_what_was_typed(page: Page, romanian: Product) -> None:
    sign_in(page, romanian.url, "admin@filon.localhost", "/system/settings/")
    page.wait_for_url("**/system/settings/")
    page.fill("#id_name", "Nordlux Instal")
    page.wait_for_timeout(400)
    page.context.clear_cookies(name="filon_session")
    page.press("#id_name", "Enter")
    page.wait_for_url("**/sign-in/**")
    page.fill("#id_email", "admin@filon.localhost")
    page.fill("#id_password", "demo")
    page.get_by_role("button", name="Intră în cont").click()
    page.wait_for_url("**/system/settings/")
    expect(page.locator("#id_name")).to_have_value("Nordlux Instal")
