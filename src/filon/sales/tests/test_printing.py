"""Documents as PDF."""

import struct
import time
import zlib
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from filon.accounts.testing import a_user
from filon.core.exceptions import DomainError
from filon.organisation.models import Organisation
from filon.organisation.services.presenting import present_company, set_logo
from filon.sales.choices import DocumentKind
from filon.sales.services.delivering import deliver
from filon.sales.services.documents import delivery_pdf, quotation_pdf
from filon.sales.services.lines import update_line
from filon.sales.services.printing import document, sheet_of
from filon.sales.services.snapshot import content_of, delivery_content
from filon.sales.services.states import confirm
from filon.sales.testing import a_line, a_quotation

pytestmark = pytest.mark.django_db
HOSTILE = [
    "#eval(1)",
    "*a",
    "$x$",
    "@ref <label>",
    "`raw",
    "\\",
    "_",
    "= Titlu",
    "[",
    "{",
    '"',
    "//",
    "a" * 300,
    "\x07",
]


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


DOT = (
    b"\x89PNG\r\n\x1a\n"
    + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + png_chunk(b"IDAT", zlib.compress(b"\x00\xa8\x50\x1f"))
    + png_chunk(b"IEND", b"")
)


def sheet(quotation, kind=DocumentKind.QUOTATION):
    content = content_of(quotation)
    with override(content["language"]):
        return sheet_of(content, kind)


def test_it_is_written_in_the_customers_language_and_numbers():
    quotation = a_quotation(language="ro")
    a_line(quotation, price="1234.5")
    quotation.refresh_from_db()
    assert (sheet(quotation)["title"], sheet(quotation)["sums"][-1][1]) == ("Ofertă", "1.493,75\xa0lei")
    quotation.language = "en"
    assert (sheet(quotation)["title"], sheet(quotation)["sums"][-1][1]) == ("Quotation", "1,493.75\xa0lei")


def test_an_order_says_that_it_confirms_one():
    quotation = a_quotation()
    a_line(quotation)
    order = confirm(actor=None, quotation=quotation)
    assert sheet(order, DocumentKind.ORDER)["title"] == "Confirmare de comandă"
    assert quotation_pdf(order).startswith(b"%PDF-")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_type_is_text_and_never_markup(text):
    quotation = a_quotation(terms=text, customer_reference=text[:100])
    a_line(quotation, "Rând")
    quotation.lines.update(name=text, description=text)
    content = content_of(quotation)
    content["customer"]["name"] = text
    assert document(content, kind=DocumentKind.QUOTATION).startswith(b"%PDF-")


def test_our_company_stands_on_it_with_account_and_logo():
    present_company(actor=None, vat="RO14399840", bank="Banca", iban="RO49 AAAA 1B31 0075 9384 0000")
    set_logo(actor=None, content=DOT)
    quotation = a_quotation()
    a_line(quotation)
    plain = len(document(content_of(quotation), kind=DocumentKind.QUOTATION))
    assert [text for label, text in sheet(quotation)["notes"] if label == "Cont bancar"] == [
        "RO49\xa0AAAA\xa01B31\xa00075\xa09384\xa00000 · Banca"
    ]
    assert len(quotation_pdf(quotation)) != plain


def test_a_wrong_iban_and_a_broken_logo_are_refused():
    with pytest.raises(DomainError) as refused:
        present_company(actor=None, iban="RO49AAAA1B31007593840001")
    assert "iban" in refused.value.errors
    with pytest.raises(DomainError):
        set_logo(actor=None, content=DOT[:40])
    assert Organisation.current().logo == ""


def test_a_delivery_note_says_what_was_handed_over_and_no_prices():
    quotation = a_quotation()
    line = a_line(quotation, quantity="3")
    order = confirm(actor=None, quotation=quotation)
    delivery = deliver(actor=None, order=order, day=order.quoted_on, quantities={line.pk: Decimal(2)})
    with override("ro"):
        found = sheet_of(delivery_content(delivery), DocumentKind.DELIVERY)
    assert [row["cells"] for row in found["rows"]] == [["–", "2"]]
    assert found["sums"] == []
    assert delivery_pdf(delivery).startswith(b"%PDF-")


def test_five_hundred_lines_are_set_within_two_seconds():
    quotation = a_quotation()
    a_line(quotation)
    content = content_of(quotation)
    content["lines"] = [{**content["lines"][0], "name": f"Panou {number}"} for number in range(500)]
    began = time.perf_counter()
    document(content, kind=DocumentKind.QUOTATION)
    assert time.perf_counter() - began < 2


def test_the_page_gives_the_document_to_those_who_see_it(client):
    seller = a_user(role="own")
    quotation = a_quotation(actor=seller)
    client.force_login(seller)
    answer = client.get(reverse("sales:quotation-pdf", args=[quotation.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert quotation.number in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content]).startswith(b"%PDF-")


def test_an_order_offers_nothing_more_and_has_no_end():
    quotation = a_quotation()
    a_line(quotation)
    option = a_line(quotation, "Mentenanță")
    update_line(actor=None, line=option, is_optional=True)
    offered, ordered = sheet(quotation), sheet(confirm(actor=None, quotation=quotation), DocumentKind.ORDER)
    assert [len(each["options"]) for each in (offered, ordered)] == [1, 0]
    assert ["Valabilă până la" in dict(each["facts"]) for each in (offered, ordered)] == [True, False]
