"""The browser, and the product in both languages: Romanian on SQLite, English on PostgreSQL."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from filon.config.tests import templates
from filon.config.tests.commands import own_database
from tests.journeys.product import ROOT, Product, running, sign_in

EXPECTED = re.compile(
    r"status of 4|Error Code 4|ERR_INTERNET_DISCONNECTED|fetching the script|htmx:(sendError|afterRequest)"
)
SCREENSHOTS = ROOT / "build" / "screenshots"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's when there is one, else Playwright's own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def romanian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product in Romanian on SQLite, with demo data."""
    home = tmp_path_factory.mktemp("romanian") / "home"
    home.mkdir()
    shutil.copyfile(templates.file(), home / "filon.sqlite3")
    with running(home, language="ro") as product:
        yield product


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product in English on PostgreSQL, with demo data."""
    url = os.environ.get("FILON_JOURNEY_POSTGRESQL_URL", "")
    if not url:
        pytest.skip("PostgreSQL is not installed")
    # Of this process alone: another one may run journeys beside it.
    with (
        own_database(url, f"journeys_{os.getpid()}") as own,
        running(tmp_path_factory.mktemp("english") / "home", language="en", database_url=own) as product,
    ):
        yield product


@pytest.fixture(params=["romanian", pytest.param("english", marks=pytest.mark.slow)])
def product(request: pytest.FixtureRequest) -> Product:
    """The product in Romanian, and in `make soak` in English too: the manual's chapters are walked in both."""
    found: Product = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with no cookies, the size of a laptop."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, timezone_id="Europe/Bucharest")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which an error in the console fails the test."""
    page, complaints = context.new_page(), list[str]()

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert not complaints, complaints


def keep_picture(page: Page, name: str) -> Path:
    """Keep a screenshot for people to look at, and for the guide."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path)
    return path


@pytest.fixture(scope="session")
def session_state(romanian: Product, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The administrator's signed-in browser, kept in a file, for tests that only look."""
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, romanian)
    path = tmp_path_factory.mktemp("session") / "state.json"
    context.storage_state(path=path)
    context.close()
    return str(path)
