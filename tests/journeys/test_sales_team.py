"""The chapter „Configurare Echipe de vânzări”, its policies by real messages, and an answer: in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.product import Product, a_message, sign_in

pytestmark = pytest.mark.journey
ADDRESS = "solar-cluj@filon.localhost"


def deliver(product: Product, subject: str, sender: str, **headers: str) -> str:
    """A message to the team by SMTP; returns its Message-ID."""
    message = a_message(subject=subject, body="Bună ziua, dorim o ofertă.", sender=sender, to=ADDRESS)
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    product.deliver(message, ADDRESS)
    return str(message["Message-ID"])


def outcome(page: Page, product: Product, subject: str, wanted: str) -> None:
    """The ledger says what became of the message."""
    row = page.get_by_role("row").filter(has_text=subject)
    for _attempt in range(40):
        page.goto(f"{product.url}/mail/inbound/?q={subject}")
        if row.filter(has_text=wanted).count():
            return
        page.wait_for_timeout(150)
    expect(row).to_contain_text(wanted)


def choose(page: Page, product: Product, team: str, policy: str) -> None:
    """Choose who may write to the team, and save."""
    page.goto(team)
    page.get_by_label(product.says(policy)).check()
    page.get_by_role("button", name=product.says("Salvează"), exact=True).first.click()
    expect(page.get_by_text(re.compile("Solar Cluj(: salvat| is saved)"))).to_be_visible()


def test_a_sales_team_is_set_up_as_the_manual_says_and_lets_in_whom_it_should(page: Page, product: Product) -> None:
    sign_in(page, product)
    team = set_up(page, product)
    everybody_may_write(page, product, team)
    partners_may_write(page, product, team)
    followers_may_write(page, product, team)


def set_up(page: Page, product: Product) -> str:
    """CRM, Configurare, Echipe de vânzări, Nou(ă): alias, policy, target, members; returns the address of its page."""
    page.goto(f"{product.url}/crm/")
    side = page.locator("#side")
    side.get_by_role("link", name=product.says("Configurare")).click()
    side.get_by_role("link", name=product.says("Echipe de vânzări")).click()
    page.get_by_role("link", name=product.says("Nou(ă)")).first.click()
    page.get_by_label(product.says("Nume")).first.fill("Solar Cluj")
    page.get_by_label("Ana Dobre").check()
    alias = page.get_by_label(product.says("Adresă de e-mail alias"))
    alias.fill("vanzari")
    expect(page.locator("#alias-state")).to_contain_text(re.compile("aparține deja|already belongs"))
    alias.fill("Solar Cluj")
    expect(page.locator("#alias-state")).to_contain_text(re.compile(f"{ADDRESS} (este liberă|is free)"))
    page.get_by_label(product.says("Toată lumea")).check()
    page.get_by_label(product.says("Țintă de facturare")).fill("50000")
    members = page.get_by_role("region", name=product.says("Membri"))
    members.get_by_role("button", name=product.says("Adaugă")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(product.says("Agent de vânzări")).first.select_option(label="Mihai Stan")
    dialog.get_by_role("button", name=product.says("Adaugă")).click()
    dialog.get_by_role("button", name=product.says("Închide")).click()
    members.get_by_role("button", name=product.says("Adaugă")).click()
    dialog.get_by_text(product.says("Agent de vânzări nou")).click()
    dialog.get_by_label(product.says("Nume")).fill("Dana Pop")
    dialog.get_by_label("E-mail").fill("dana.pop@filon.localhost")
    dialog.get_by_role("button", name=product.says("Adaugă")).click()
    expect(dialog.get_by_label("Link")).to_have_value(re.compile("^http"))
    dialog.get_by_role("button", name=product.says("Închide")).click()
    page.get_by_role("button", name=product.says("Salvează"), exact=True).first.click()
    expect(page.get_by_text(re.compile("Solar Cluj(: salvat| is saved)"))).to_be_visible()
    expect(members).to_contain_text("Mihai Stan")
    expect(members).to_contain_text("Dana Pop")
    return page.url


def everybody_may_write(page: Page, product: Product, team: str) -> None:
    """A stranger's message is an opportunity that nobody owns; it is taken, and his answer comes home and rings."""
    first = deliver(product, "Solar unu", "Vlad Străinu <vlad@strain.test>")
    outcome(page, product, "Solar unu", product.says("Înregistrare creată"))
    page.goto(f"{product.url}/crm/?filter=whose:nobody,status:open")
    page.get_by_role("article").filter(has_text="Solar unu").get_by_role("link").first.click()
    page.get_by_role("button", name=product.says("Preia")).click()
    expect(page.get_by_role("button", name=product.says("Preia"))).to_have_count(0)
    lead = page.url
    deliver(product, "Re: Solar unu", "Vlad Străinu <vlad@strain.test>", In_Reply_To=first)
    outcome(page, product, "Re: Solar unu", product.says("Adăugat la o discuție"))
    page.goto(f"{product.url}/notifications/")
    expect(page.locator(".notices .is-new").filter(has_text="Solar unu").first).to_contain_text("Vlad Străinu")
    page.goto(lead)
    expect(page.locator("aside.thread .msg")).to_have_count(2)
    page.goto(team)
    expect(page.get_by_text(re.compile("primite: 1|1 received"))).to_be_visible()


def partners_may_write(page: Page, product: Product, team: str) -> None:
    """A stranger is refused and stands on the team's page, where one click lets him in; a customer is not."""
    choose(page, product, team, "Parteneri autentificați")
    deliver(product, "Solar doi", "Un Necunoscut <necunoscut@strain.test>")
    outcome(page, product, "Solar doi", product.says("Refuzat"))
    page.goto(team)
    page.get_by_role("button", name=product.says("Acceptă mesajul: %(subject)s") % {"subject": "Solar doi"}).click()
    outcome(page, product, "Solar doi", product.says("Înregistrare creată"))
    page.goto(f"{product.url}/contacts/new/?name=Solaris")
    page.get_by_label("E-mail").first.fill("client@solaris.test")
    page.get_by_role("button", name=product.says("Salvează"), exact=True).first.click()
    expect(page.get_by_text("Solaris").first).to_be_visible()
    deliver(product, "Solar trei", "client@solaris.test")
    outcome(page, product, "Solar trei", product.says("Înregistrare creată"))


def followers_may_write(page: Page, product: Product, team: str) -> None:
    """Even a customer is refused until he follows the team."""
    choose(page, product, team, "Doar urmăritori")
    deliver(product, "Solar patru", "client@solaris.test")
    outcome(page, product, "Solar patru", product.says("Refuzat"))
    page.goto(team)
    page.get_by_role("button", name=product.says("urmăritor")).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("client@solaris.test")
    dialog.get_by_role("button", name=product.says("Adaugă")).click()
    expect(dialog).to_contain_text("Solaris")
    deliver(product, "Solar cinci", "client@solaris.test")
    outcome(page, product, "Solar cinci", product.says("Înregistrare creată"))
