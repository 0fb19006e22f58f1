"""Accessibility by axe: WCAG 2.2 A and AA, and its best practices."""

from playwright.sync_api import Page

from tests.journeys.product import ROOT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, in words, with the first place of each."""
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    found = page.evaluate("(runOnly) => axe.run(document, { runOnly })", RULES)
    return [
        f"{one['id']}: {one['help']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
    ]


def overflows(page: Page) -> list[str]:
    """The elements that stick out of the page at its side, or of a button or label that hides what does not fit."""
    found: list[str] = page.evaluate(
        """() => {
          const wide = document.documentElement.scrollWidth > innerWidth + 1;
          const out = wide ? [...document.body.querySelectorAll("*")].filter((one) =>
            one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll-x, .tabs, .board")) : [];
          const cut = [...document.querySelectorAll(".btn, .tag, .act, .nav-i .lbl, .seg > *, th")].filter((one) =>
            one.offsetParent && one.scrollWidth > one.clientWidth + 1);
          return [...out, ...cut].slice(0, 8).map((one) => one.outerHTML.slice(0, 160));
        }"""
    )
    return found
