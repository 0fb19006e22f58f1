"""Every page that can be reached by links: it answers, it is whole, and it speaks the language it should."""

import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys.product import Product
from tests.texts import Reader, foreign

pytestmark = pytest.mark.journey

MOST_PAGES = 250
SAME_SHAPE = 6
NOT_PAGES = re.compile(r"\.(svg|png|css|js|json|webmanifest|xlsx|csv|eml)$|/raw/|/export|/sign-out|/attachments/")


def shape(url: str) -> str:
    """The address with its numbers taken out: pages of one shape are alike."""
    return re.sub(r"\d+", "#", urlsplit(url).path + "?" + re.sub(r"=[^&]*", "=", urlsplit(url).query))


def crawl(product: Product, context: BrowserContext) -> dict[str, tuple[int, Reader]]:
    """What every page said, by address, beginning with the board; a few of each shape."""
    waiting, pages, shapes = deque([product.url + "/", product.url + "/crm/"]), {}, dict[str, int]()
    while waiting and len(pages) < MOST_PAGES:
        url = waiting.popleft()
        if url in pages or shapes.get(shape(url), 0) >= SAME_SHAPE:
            continue
        shapes[shape(url)] = shapes.get(shape(url), 0) + 1
        answer = context.request.get(url)
        reader = Reader()
        if "text/html" in answer.headers.get("content-type", ""):
            reader.feed(answer.text())
        pages[url] = (answer.status, reader)
        for link in reader.links:
            target = urldefrag(urljoin(url, link))[0]
            if target.startswith(product.url) and not NOT_PAGES.search(urlsplit(target).path):
                waiting.append(target)
    return pages


def test_every_page_answers_in_romanian(romanian: Product, browser: Browser, session_state: str) -> None:
    context = browser.new_context(storage_state=session_state)
    pages = crawl(romanian, context)
    context.close()
    assert len(pages) > 25, sorted(pages)
    assert not {url: status for url, (status, _reader) in pages.items() if status >= 400}
    assert not {url: reader.language for url, (_s, reader) in pages.items() if reader.language not in ("", "ro")}
    left = {url: sorted(set(reader.texts) & foreign("ro")) for url, (_status, reader) in pages.items()}
    assert not {urlsplit(url).path: texts for url, texts in left.items() if texts}


def test_a_stranger_is_led_to_the_sign_in_form(romanian: Product, context: BrowserContext) -> None:
    for path in ("/", "/crm/", "/history/", "/mail/inbound/", "/contacts/"):
        answer = context.request.get(romanian.url + path)
        assert "/sign-in/" in answer.url, path
