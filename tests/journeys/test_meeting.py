"""The guide's step: from an opportunity, Întâlnire opens the calendar, where new meetings are planned."""

import re
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import keep_picture
from tests.journeys.product import Product, sign_in

pytestmark = pytest.mark.journey
GUEST = "elena.taranu@client.example"


def test_a_meeting_is_planned_from_an_opportunity_and_accepted_by_mail(product: Product, page: Page) -> None:
    sign_in(page, product)
    page.goto(f"{product.url}/crm/?filter=")
    without = page.get_by_role("article").filter(has_text=product.says("fără pas următor"))
    without.first.get_by_role("link").first.click()
    opportunity = page.url
    button = page.locator(".smart").get_by_role("link").filter(has_text=product.says("Întâlnire"))
    expect(button).to_contain_text(product.says("niciuna"))
    button.click()
    expect(page.get_by_role("heading", name="Calendar", exact=True)).to_be_visible()
    page.get_by_role("link", name=product.says("Nou(ă)")).first.click()
    page.get_by_label(product.says("Subiect")).fill("Vizită în hală")
    page.get_by_label(product.says("Început"), exact=True).fill(product.says("mâine"))
    page.get_by_label(product.says("Ora de început")).fill("10:00")
    page.get_by_label(product.says("Ora de sfârșit")).fill("11:00")
    page.get_by_label(product.says("Participanți")).fill(GUEST)
    page.get_by_role("option", name=GUEST).click()
    keep_picture(page, "meeting-form")
    page.get_by_role("button", name=product.says("Salvează"), exact=True).first.click()
    expect(page.locator(".fc-event").filter(has_text="Vizită în hală").first).to_be_visible()
    keep_picture(page, "calendar")
    page.goto(opportunity)
    expect(page.locator(".smart")).to_contain_text(f"{product.says('mâine')}, 10:00")
    expect(page.locator("aside.thread")).to_contain_text(
        product.says("Întâlnire programată: %(what)s") % {"what": "Vizită în hală"}
    )
    expect(page.locator("#next-steps")).to_contain_text("Vizită în hală")
    product.deliver(answer(uid_of(product, page)), "catchall@filon.localhost")
    page.goto(f"{product.url}/calendar/?view=listMonth&date={tomorrow_of(page)}")
    page.locator(".fc-event").filter(has_text="Vizită în hală").first.click()
    row = page.get_by_role("region", name=product.says("Răspunsuri")).get_by_role("listitem").filter(has_text=GUEST)
    for _attempt in range(50):
        if product.says("Acceptată") in row.inner_text():
            break
        page.wait_for_timeout(200)
        page.reload()
    expect(row).to_contain_text(product.says("Acceptată"))
    keep_picture(page, "meeting")


def uid_of(product: Product, page: Page) -> str:
    """The UID of the meeting, as the private feed tells other programs."""
    page.goto(f"{product.url}/calendar/feed/")
    page.get_by_role("button", name=product.says("Creează o adresă")).click()
    address = page.get_by_role("textbox", name=product.says("Adresă"), exact=True).input_value()
    feed = page.request.get(re.sub(r"^https?://[^/]+", product.url, address)).text().replace("\r\n ", "")
    event = next(part for part in feed.split("BEGIN:VEVENT") if "Vizită în hală" in part)
    return event.split("UID:")[1].splitlines()[0]


def answer(uid: str) -> EmailMessage:
    """What a mail program sends when somebody accepts."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = GUEST, "catchall@filon.localhost", "Accepted: Vizită în hală"
    message["Message-ID"] = "<accepted@client.example>"
    message.set_content("Elena a acceptat.")
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Other//EN", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{uid}",
        "SEQUENCE:0", "DTSTAMP:20991231T000000Z", f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{GUEST}", "END:VEVENT",
        "END:VCALENDAR",
    )  # fmt: skip
    message.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"})
    return message


def tomorrow_of(page: Page) -> str:
    """The day after the browser's today, in Bucharest, as 2026-11-25."""
    script = "() => new Date(Date.now() + 864e5).toLocaleDateString('sv-SE', {timeZone: 'Europe/Bucharest'})"
    return str(page.evaluate(script))
