"""Measures what somebody at a browser waits for: from a click to cards on the screen, and to an open form.

The running product, Chromium with a warm cache, and the clock of the page itself. Prints JSON, as `measure.py` does.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django is set up first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from serving import running  # noqa: E402

from filon.accounts.models import User  # noqa: E402

BOARD = "/crm/?view=board&filter=status:open&filter=status:recent"
CHROMIUM = "/usr/bin/chromium"
AGAIN = 9
# Milliseconds from the start of the navigation to the frame after the first card (or the form) is laid out.
SHOWN = """selector => new Promise(done => {
  const look = () => document.querySelector(selector)?.getBoundingClientRect().height
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})"""


def session() -> dict[str, str]:
    """The cookie of a signed-in administrator."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.filter(role="administrator", is_active=True).order_by("pk")[0])
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}


def times(go: Callable[[], object], page: Page, selector: str) -> list[float]:
    """Milliseconds of some navigations; the first ones warm the cache and do not count."""
    found = []
    for _number in range(AGAIN + 2):
        go()
        found.append(float(page.evaluate(SHOWN, selector)))
    return found[2:]


def main() -> int:
    """Measure both."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=40)
    arguments.parse_args()
    cookie = session()
    connection.close()
    chromium = CHROMIUM if Path(CHROMIUM).exists() else None
    with running(dict(os.environ)) as product, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 900})
        page.context.add_cookies([{**cookie, "url": product.url}])

        def board() -> None:
            page.goto(product.url + BOARD, wait_until="commit")

        def card() -> None:
            board()
            page.wait_for_selector(".deal a")
            page.wait_for_load_state("networkidle")
            with page.expect_navigation(wait_until="commit"):
                page.click(".deal a")

        found = {
            "navigation to the cards of the board": (times(board, page, ".deal"), 300),
            "card to open form": (times(card, page, "#lead-form"), 150),
        }
        browser.close()
    texts = {
        name: {"text": f"{median(all_times):.0f} ms, slowest {max(all_times):.0f} (at most {budget})"}
        for name, (all_times, budget) in found.items()
    }
    json.dump(texts, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
