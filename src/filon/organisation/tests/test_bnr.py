"""The rates of the BNR, from its file."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filon.accounts.testing import an_administrator
from filon.core.exceptions import DomainError
from filon.organisation.models import CurrencyRate, Organisation
from filon.organisation.services.bnr import read_rates, take_rates
from filon.organisation.services.rates import rate_on

pytestmark = pytest.mark.django_db
FILE = b"""<?xml version="1.0" encoding="utf-8"?>
<DataSet xmlns="http://www.bnr.ro/xsd"><Header><Publisher>National Bank of Romania</Publisher>
<PublishingDate>2026-11-24</PublishingDate><MessageType>DR</MessageType></Header>
<Body><Subject>Reference rates</Subject><OrigCurrency>RON</OrigCurrency>
<Cube date="2026-11-24"><Rate currency="EUR">5.0895</Rate><Rate currency="HUF" multiplier="100">1.3305</Rate>
<Rate currency="JPY" multiplier="100">2.8112</Rate><Rate currency="XDR">5.9977</Rate></Cube></Body></DataSet>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<DataSet><Cube date="2026-11-24"><Rate currency="EUR">&b;</Rate></Cube></DataSet>"""


def test_rates_hold_for_one_unit_whatever_the_multiplier() -> None:
    take_rates(actor=None, content=FILE)
    day = date(2026, 11, 24)
    assert (rate_on("EUR", day), rate_on("HUF", day)) == (Decimal("5.0895"), Decimal("0.013305"))
    assert rate_on("JPY", date(2026, 11, 25)) == Decimal("0.028112")


def test_a_second_file_of_the_day_replaces_the_first() -> None:
    take_rates(actor=None, content=FILE)
    take_rates(actor=None, content=FILE.replace(b"5.0895", b"5.1000"))
    assert CurrencyRate.objects.get(currency="EUR").rate == Decimal("5.1")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"<a/>",
        BOMB,
        FILE.replace(b"5.0895", b"-1"),
        FILE.replace(b"5.0895", b"NaN"),
        FILE.replace(b'"100"', b'"0"'),
        FILE.replace(b"2026-11-24", b"2026-13-24"),
        FILE.replace(b">RON<", b">EUR<"),
    ],
)
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(DomainError) as refusal:
        read_rates(content)
    assert "file" in refusal.value.errors


def test_another_own_currency_takes_no_rates_in_lei() -> None:
    Organisation.objects.update(currency="EUR")
    with pytest.raises(DomainError):
        take_rates(actor=None, content=FILE)


def test_a_file_is_chosen_on_the_page_of_currencies(client: Client) -> None:
    client.force_login(an_administrator())
    page = client.post("/system/currencies/", {"file": SimpleUploadedFile("nbrfxrates.xml", FILE)}, follow=True)
    assert "5,0895" in page.content.decode()
    wrong = client.post("/system/currencies/", {"file": SimpleUploadedFile("x.xml", BOMB)})
    assert (wrong.status_code, "nu este un fișier" in wrong.content.decode()) == (422, True)
