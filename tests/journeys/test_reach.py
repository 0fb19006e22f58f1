"""Every main page is within reach: for a screen reader, in the dark, and on a phone of 375 pixels."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.axe import overflows, violations
from tests.journeys.conftest import keep_picture
from tests.journeys.product import Product

pytestmark = pytest.mark.journey

PAGES = {
    "my-day": "/",
    "my-activities": "/activities/",
    "activity-types": "/activity-types/",
    "activity-type-new": "/activity-types/new/",
    "activity-plan-new": "/activity-plans/new/",
    "activity-view": "/crm/?view=activities",
    "board": "/crm/",
    "list": "/crm/?view=table",
    "opportunity-new": "/crm/new/",
    "customers": "/contacts/",
    "customer-new": "/contacts/new/",
    "teams": "/teams/",
    "team-new": "/teams/new/",
    "stages": "/crm/stages/",
    "tags": "/configuration/tags/",
    "lost-reasons": "/crm/lost-reasons/",
    "configuration": "/configuration/",
    "system": "/system/",
    "settings": "/system/settings/",
    "users": "/system/users/",
    "ledger": "/mail/inbound/",
    "outbox": "/mail/outbound/",
    "history": "/history/",
    "jobs": "/system/jobs/",
    "preferences": "/preferences/",
    "security": "/preferences/security/",
    "tokens": "/preferences/tokens/",
    "notifications": "/notifications/",
    "opportunity": "first card",
    "customer": "first customer",
}
MODES = {
    "light": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 812}, "color_scheme": "light", "has_touch": True},
}


def go(page: Page, product: Product, address: str) -> None:
    """Open a page; the first card and the first customer are looked up where they stand."""
    if address.startswith("/"):
        page.goto(product.url + address)
        return
    page.goto(product.url + ("/crm/" if address == "first card" else "/contacts/"))
    pattern = re.compile(r"^/crm/\d+/$" if address == "first card" else r"^/contacts/\d+/$")
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    page.goto(product.url + next(link for link in links if pattern.match(link)))


def uncover(page: Page) -> None:
    """Make the window as tall as the page, so that a bar which sticks to its edge covers no field."""
    viewport = page.viewport_size
    assert viewport is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": viewport["width"], "height": max(height + 160, viewport["height"])})


@pytest.mark.parametrize("mode", MODES)
def test_pages_are_accessible_and_fit(romanian: Product, browser: Browser, session_state: str, mode: str) -> None:
    context = browser.new_context(storage_state=session_state, **MODES[mode])
    context.set_default_timeout(15_000)
    page, faults = context.new_page(), dict[str, list[str]]()
    for name, address in PAGES.items():
        page.set_viewport_size(MODES[mode]["viewport"])
        go(page, romanian, address)
        page.wait_for_load_state("networkidle")
        keep_picture(page, f"{name}-{mode}")
        uncover(page)
        found = [*violations(page), *(f"sticks out: {element}" for element in overflows(page))]
        if found:
            faults[name] = found
    context.close()
    assert not faults, "\n".join(f"{name}: {fault}" for name, found in faults.items() for fault in found)
