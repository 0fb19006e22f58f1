"""The manual's chapter „Configurare Tipuri de Activitate”, and what somebody does with the type he has made."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.product import Product
from tests.journeys.test_kept_drafts import sign_in

pytestmark = pytest.mark.journey


def test_a_type_of_activity_is_added_edited_used_and_cannot_be_deleted_then(page: Page, product: Product):
    page.goto(f"{product.url}/sign-in/")
    sign_in(page, "admin@filon.localhost")
    expect(page.get_by_role("heading", name=product.says("Ziua mea"))).to_be_visible()
    page.goto(f"{product.url}/activity-types/")
    page.get_by_role("link", name=product.says("Nou(ă)")).click()
    page.get_by_label(product.says("Nume (română)")).fill("Vizită la șantier")
    page.get_by_label(product.says("Categorie")).select_option(label=product.says("Întâlnire"))
    page.get_by_role("button", name=product.says("Salvează")).first.click()
    page.get_by_role("link", name="Vizită la șantier").click()
    page.get_by_label(product.says("Termen după")).fill("3")
    page.get_by_role("button", name=product.says("Salvează")).first.click()
    expect(page.get_by_text(re.compile("3 (zile|days)"))).to_be_visible()

    page.goto(f"{product.url}/crm/")
    page.locator(".deal-t a").first.click()
    page.get_by_role("button", name=product.says("Planifică o activitate")).first.click()
    page.locator("#dialog").get_by_role("button", name="Vizită la șantier").click()
    expect(page.locator("#dialog").get_by_role("button", name="Vizită la șantier")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.locator("#dialog").get_by_role("button", name=product.says("Planifică"), exact=True).click()
    expect(page.locator("#next-steps")).to_contain_text("Vizită la șantier")

    page.goto(f"{product.url}/activity-types/")
    page.get_by_role("link", name="Vizită la șantier").click()
    page.get_by_role("button", name=product.says("Mai multe acțiuni")).click()
    page.get_by_role("button", name=product.says("Șterge")).click()
    expect(page.locator("#toasts")).to_contain_text(re.compile("1 (activitate|activity)"))
