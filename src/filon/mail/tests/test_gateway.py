"""The gateway: real connections, real bytes."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError

from filon.contacts.testing import a_company
from filon.core.files import LocalFileStore, file_store
from filon.jobs.models import Job
from filon.mail.gateway import Gateway, protocol, writer
from filon.mail.gateway.certificate import tls_context
from filon.mail.models import InboundMessage
from filon.mail.testing import a_mail, an_alias
from filon.mail.tests import postfix

pytestmark = pytest.mark.django_db(transaction=True)

TO = "vanzari@filon.localhost"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    an_alias(a_company().record)
    one = Gateway("127.0.0.1", 0, 0)
    one.start()
    yield one
    one.stop()


def smtp(gateway: Gateway) -> smtplib.SMTP:
    return smtplib.SMTP("127.0.0.1", gateway.smtp_port, timeout=10)


def lmtp(gateway: Gateway) -> smtplib.LMTP:
    return smtplib.LMTP("127.0.0.1", gateway.lmtp_port, timeout=10)


def refusal(call, *arguments) -> tuple[int, bytes]:
    with pytest.raises(smtplib.SMTPException) as caught:
        call(*arguments)
    error = caught.value
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))
    return error.smtp_code, error.smtp_error


def test_an_accepted_message_is_on_the_ledger_with_its_job(gateway: Gateway) -> None:
    raw = a_mail()
    with smtp(gateway) as client:
        client.sendmail("ion@client.test", [TO], raw)
        row = InboundMessage.objects.get()
    assert (row.outcome, row.transport, row.peer) == ("received", "smtp", "127.0.0.1")
    assert (row.envelope_sender, row.envelope_recipients) == ("ion@client.test", [TO])
    assert (row.subject, row.message_id, row.size) == ("Cerere de ofertă", "<m1@client.test>", len(raw))
    assert file_store().get(row.digest) == raw
    assert Job.objects.get().name == "filon.mail.tasks.route_arrivals"


def test_only_our_addresses_are_taken(gateway: Gateway) -> None:
    with smtp(gateway) as client:
        assert refusal(client.sendmail, "a@b.test", ["x@elsewhere.test"], a_mail())[0] == 550
        assert refusal(client.sendmail, "a@b.test", ["nobody@filon.localhost"], a_mail())[0] == 550
        assert refusal(client.sendmail, "a@b.test", ["vanzari"], a_mail())[0] == 550
        for name in ("catchall", "bounce+abc", "postmaster", "VANZARI+web"):
            assert client.sendmail("", [f"{name}@filon.localhost"], a_mail()) == {}
    assert InboundMessage.objects.count() == 4


def test_a_message_that_cannot_be_stored_is_not_accepted(gateway: Gateway, monkeypatch) -> None:
    def full(_self, _content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LocalFileStore, "put", full)
    with smtp(gateway) as client:
        assert refusal(client.sendmail, "a@b.test", [TO], a_mail())[0] == 451
    assert not InboundMessage.objects.exists()


def test_a_database_that_is_away_is_said_so(gateway: Gateway, monkeypatch) -> None:
    def away(**_values):
        raise OperationalError("the database is away")

    monkeypatch.setattr(writer, "record_arrivals", away)
    with smtp(gateway) as client:
        assert refusal(client.sendmail, "a@b.test", [TO], a_mail())[0] == 451
    monkeypatch.undo()
    with smtp(gateway) as client:
        assert client.sendmail("a@b.test", [TO], a_mail()) == {}


def test_one_message_that_fails_does_not_take_others_along(gateway: Gateway, monkeypatch) -> None:
    real = writer.record_arrivals

    def picky(*, arrivals):
        if any(b"poison" in arrival.head for arrival in arrivals):
            raise ValueError("poison")
        return real(arrivals=arrivals)

    monkeypatch.setattr(writer, "record_arrivals", picky)
    answers: list[int] = []

    def send(number: int) -> None:
        with smtp(gateway) as client:
            try:
                client.sendmail("a@b.test", [TO], a_mail(subject="poison" if number == 3 else f"m{number}"))
                answers.append(250)
            except smtplib.SMTPDataError as error:
                answers.append(error.smtp_code)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [250] * 7 + [451]
    assert InboundMessage.objects.count() == 7


def test_starttls_works_and_keeps_its_certificate(gateway: Gateway) -> None:
    folder = Path(settings.FILON_HOME) / "mail"
    before = (folder / "certificate.pem").read_bytes()
    assert (folder / "key.pem").stat().st_mode & 0o077 == 0
    context = ssl.create_default_context(cafile=str(folder / "certificate.pem"))
    context.check_hostname = False
    with smtp(gateway) as client:
        client.starttls(context=context)
        client.ehlo()
        assert not client.has_extn("auth")
        assert client.sendmail("a@b.test", [TO], a_mail()) == {}
    tls_context(folder, "filon.localhost")
    assert (folder / "certificate.pem").read_bytes() == before
    tls_context(folder, "other.test")
    assert (folder / "certificate.pem").read_bytes() != before


def test_lmtp_answers_once_for_every_recipient(gateway: Gateway) -> None:
    with socket.create_connection(("127.0.0.1", gateway.lmtp_port), timeout=5) as raw:
        stream = raw.makefile("rwb")

        def say(line: str, answers: int = 1) -> list[bytes]:
            stream.write(line.encode() + b"\r\n")
            stream.flush()
            return [stream.readline() for _number in range(answers)]

        stream.readline()
        line = say("LHLO client")[0]
        while line[3:4] == b"-":
            line = stream.readline()
        say("MAIL FROM:<a@b.test>")
        say(f"RCPT TO:<{TO}>")
        say("RCPT TO:<catchall@filon.localhost>")
        assert say("RCPT TO:<nobody@filon.localhost>")[0].startswith(b"550")
        assert say("DATA")[0].startswith(b"354")
        answers = say(a_mail().decode() + "\r\n.", 2)
        assert [answer[:3] for answer in answers] == [b"250", b"250"]
        assert say("NOOP")[0].startswith(b"250")
        assert say("QUIT")[0].startswith(b"221")
    assert InboundMessage.objects.get().transport == "lmtp"


def test_lmtp_takes_one_message_after_another(gateway: Gateway) -> None:
    with lmtp(gateway) as client:
        for number in range(3):
            assert client.sendmail("a@b.test", [TO], a_mail(message_id=f"<{number}@x>")) == {}
    assert InboundMessage.objects.count() == 3


def test_long_lines_and_foreign_bytes_are_taken(gateway: Gateway) -> None:
    raw = a_mail(body="ă" * 100_000)
    with smtp(gateway) as client:
        assert client.sendmail("a@b.test", [TO], raw) == {}
    assert file_store().get(InboundMessage.objects.get().digest) == raw


def test_what_is_too_large_is_refused(gateway: Gateway, monkeypatch) -> None:
    with smtp(gateway) as client:
        client.ehlo()
        assert int(client.esmtp_features["size"]) == 50 * 1024 * 1024
        assert client.mail("a@b.test", ["SIZE=99999999"])[0] == 552


def test_there_are_limits_for_recipients(gateway: Gateway) -> None:
    with smtp(gateway) as client:
        client.ehlo()
        client.mail("a@b.test")
        codes = [client.rcpt(f"vanzari+{number}@filon.localhost")[0] for number in range(101)]
    assert codes == [250] * 100 + [452]


def test_there_are_limits_for_connections(monkeypatch) -> None:
    connections = protocol.Connections(total=3, each=2)
    assert [connections.enter(peer) for peer in ("a", "a", "a", "b", "b")] == [True, True, False, True, False]
    connections.leave("a")
    assert connections.enter("b")


def test_one_connection_too_many_is_told_to_come_later(gateway: Gateway, monkeypatch) -> None:
    monkeypatch.setattr(protocol.Connections, "enter", lambda _self, _peer: False)
    with socket.create_connection(("127.0.0.1", gateway.smtp_port), timeout=5) as raw:
        assert raw.recv(100).startswith(b"421 ")
        assert raw.recv(100) == b""


def test_who_says_nothing_is_left_alone() -> None:
    one = Gateway("127.0.0.1", 0, 0, idle_seconds=0.05)
    one.start()
    try:
        with socket.create_connection(("127.0.0.1", one.smtp_port), timeout=5) as raw:
            assert raw.recv(100).startswith(b"220 ")
            assert raw.recv(100) == b""
    finally:
        one.stop()


@pytest.mark.parametrize(
    "noise",
    [
        b"\x00\xff\xfe\r\n" * 20,
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"EHLO x\r\nMAIL FROM:<\xff@b>\r\n",
        b"EHLO x\r\nMAIL FROM:a b c <<>>\r\nRCPT TO:\r\nDATA\r\n.\r\n",
        b"A" * 100_000 + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"STARTTLS\r\nnot tls at all\r\n",
        b"AUTH PLAIN AAAA\r\nVRFY x\r\nEXPN x\r\nHELP\r\nRSET x\r\n",
    ],
)
def test_any_bytes_get_a_clear_answer(gateway: Gateway, noise: bytes) -> None:
    with socket.create_connection(("127.0.0.1", gateway.smtp_port), timeout=5) as raw:
        raw.sendall(noise)
        raw.shutdown(socket.SHUT_WR)
        assert raw.recv(1000)
    with smtp(gateway) as client:
        assert client.noop()[0] == 250


def test_a_taken_port_is_an_error_at_once(gateway: Gateway) -> None:
    with pytest.raises(OSError):
        Gateway("127.0.0.1", gateway.smtp_port, 0).start()


@pytest.mark.slow
@pytest.mark.skipif(not postfix.is_there(), reason="Postfix is not installed, or this is not root")
def test_postfix_hands_messages_over_and_hears_of_each_recipient_apart(gateway: Gateway) -> None:
    an_alias(a_company("Parteneri").record, "parteneri")
    with postfix.running("filon.localhost", gateway.lmtp_port) as server:
        with server.client() as client:
            client.sendmail("ion@client.test", [TO, "parteneri@filon.localhost", "nimeni@filon.localhost"], a_mail())
        log = server.waits_for("to=<nimeni@filon.localhost>", f"to=<{TO}>", "to=<parteneri@filon.localhost>")
    said = {line.partition("to=<")[2].partition("@")[0]: line for line in log.splitlines() if "lmtp[" in line}
    assert "status=sent (250 2.0.0 Accepted" in said["vanzari"]
    assert "status=sent (250 2.0.0 Accepted" in said["parteneri"]
    assert "status=bounced" in said["nimeni"]
    assert "550 5.1.1" in said["nimeni"]
    row = InboundMessage.objects.get()
    assert (row.transport, sorted(row.envelope_recipients)) == ("lmtp", ["parteneri@filon.localhost", TO])
