"""The rates of the BNR, from its file."""

import ssl
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filon.accounts.testing import an_administrator
from filon.core.exceptions import DomainError
from filon.organisation.models import CurrencyRate, Organisation
from filon.organisation.services.bnr import LARGEST_FILE, read_rates, take_rates
from filon.organisation.services.bnr_fetching import fetch_rates
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


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ssl.SSLContext]]:
    """A server on the loopback that speaks https, and the certificates of those who trust it."""
    folder = tmp_path_factory.mktemp("https")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    days = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, *days)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    pem = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    file = folder / "both.pem"
    file.write_bytes(pem + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    server = HTTPServer(("127.0.0.1", 0), Answers)
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(file)
    server.socket = inside.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"https://localhost:{server.server_port}", ssl.create_default_context(cadata=pem.decode())
    server.shutdown()
    server.server_close()


class Answers(BaseHTTPRequestHandler):
    """The rates; too much of them; a way to an address without https."""

    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/away" else 200)
        if self.path == "/away":
            self.send_header("Location", "http://localhost/nbrfxrates.xml")
        self.end_headers()
        if self.path != "/away":
            self.wfile.write(FILE + (b" " * LARGEST_FILE if self.path == "/much" else b""))

    def log_message(self, *_said: object) -> None:
        """Nothing on the terminal."""


def test_rates_are_fetched_from_an_address(secure: tuple[str, ssl.SSLContext]) -> None:
    address, certificates = secure
    assert fetch_rates(f"{address}/rates.xml", certificates=certificates) == 3
    assert rate_on("EUR", date(2026, 11, 24)) == Decimal("5.0895")


@pytest.mark.parametrize("path", ["/much", "/away"])
def test_too_much_and_a_way_out_of_https_bring_nothing(secure: tuple[str, ssl.SSLContext], path: str) -> None:
    with pytest.raises(DomainError):
        fetch_rates(f"{secure[0]}{path}", certificates=secure[1])
    assert not CurrencyRate.objects.exists()


def test_a_certificate_that_nobody_trusts_and_an_address_without_https_are_refused(
    secure: tuple[str, ssl.SSLContext],
) -> None:
    for address in (f"{secure[0]}/rates.xml", "http://localhost/rates.xml", "file:///etc/passwd"):
        with pytest.raises(DomainError):
            fetch_rates(address)
