"""Reading messages: what each header and body means, however badly it is written."""

from datetime import UTC, datetime

from filon.mail.parsing import Address, parse, parse_headers


def message(*headers: str | bytes, body: str | bytes = "Bună ziua") -> bytes:
    """Raw bytes of a message with these header lines."""
    lines = [line if isinstance(line, bytes) else line.encode() for line in headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.encode())


def test_a_plain_message_is_read() -> None:
    parsed = parse(
        message(
            "From: Ion Popescu <Ion@Firma.RO>",
            "To: vanzari@filon.localhost",
            "Cc: =?utf-8?q?=C8=98tefan?= <stefan@firma.ro>",
            "Subject: =?utf-8?q?Cerere_de_ofert=C4=83?=",
            "Date: Tue, 24 Nov 2026 12:00:00 +0200",
            "Message-ID: <abc@firma.ro>",
        )
    )
    assert parsed.sender == Address("Ion Popescu", "Ion@Firma.RO")
    assert parsed.sender.normalised == "ion@firma.ro"
    assert parsed.to == (Address("", "vanzari@filon.localhost"),)
    assert parsed.cc == (Address("Ștefan", "stefan@firma.ro"),)
    assert parsed.subject == "Cerere de ofertă"
    assert parsed.date == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert parsed.message_id == "<abc@firma.ro>"
    assert parsed.text == parsed.text_reply == "Bună ziua"
    assert parsed.defects == ()


def test_a_decoded_subject_cannot_start_another_header() -> None:
    assert parse(message("Subject: =?utf-8?q?Salut=0D=0ABcc:_x@y.ro?=")).subject == "Salut Bcc: x@y.ro"


def test_a_message_id_with_brackets_inside_is_kept() -> None:
    assert parse(message("Message-ID: <[abc@def]@x>")).message_id == "<[abc@def]@x>"


def test_nul_bytes_are_left_out_everywhere() -> None:
    parsed = parse(message(b"Subject: a\x00b", "From: x\x00 <x@y.ro>", body=b"c\x00d"))
    assert (parsed.subject, parsed.text) == ("ab", "cd")
    assert "\x00" not in str(parsed)


def test_old_romanian_code_pages_give_commas() -> None:
    body = "Vă mulțumim şi așteptăm oferta în această săptămână".replace("ț", "ţ").replace("ș", "ş")
    parsed = parse(message("Content-Type: text/plain; charset=windows-1250", body=body.encode("cp1250")))
    assert parsed.text == "Vă mulțumim și așteptăm oferta în această săptămână"


def test_turkish_keeps_its_cedillas() -> None:
    assert parse(message("Subject: Işık ve gümüş")).subject == "Işık ve gümüş"


def test_an_unknown_charset_is_read_as_utf_8() -> None:
    parsed = parse(message("Content-Type: text/plain; charset='x-unknown'", body="Ședință"))
    assert parsed.text == "Ședință"


def test_eight_bit_text_without_a_charset_is_kept() -> None:
    assert parse(message("Subject: Ofertă", body="Țiglă și cărămidă")).text == "Țiglă și cărămidă"


def test_hebrew_and_thai_labels_are_known() -> None:
    hebrew = "שלום".encode("iso-8859-8")
    assert parse(message("Content-Type: text/plain; charset=iso-8859-8-i", body=hebrew)).text == "שלום"
    thai = "สวัสดี".encode("cp874")
    assert parse(message("Content-Type: text/plain; charset=windows-874", body=thai)).text == "สวัสดี"


def test_the_second_of_two_encoded_words_may_finish_a_character() -> None:
    assert parse(message("Subject: =?utf-8?b?yJg=?= =?utf-8?q?t?=")).subject == "Șt"
    assert parse(message("Subject: =?utf-8?q?=C8?= =?utf-8?q?=98tefan?=")).subject == "Ștefan"


def test_a_line_that_is_no_header_does_not_end_the_headers() -> None:
    parsed = parse(message("From: a@b.ro", "this is not a header", "Subject: Da", "To: c@d.ro"))
    assert (parsed.subject, parsed.to[0].address, parsed.text) == ("Da", "c@d.ro", "Bună ziua")
    assert parsed.defects == ("A line among the headers is not a header.",)


def test_text_right_after_the_headers_is_the_body() -> None:
    parsed = parse(b"From: a@b.ro\nSubject: Da\nBuna ziua, doresc o oferta\nMultumesc\n")
    assert (parsed.subject, parsed.text) == ("Da", "Buna ziua, doresc o oferta\nMultumesc")


def test_addresses_are_found_in_the_oddest_spellings() -> None:
    def sender(value: str) -> tuple[str, str]:
        found = parse(message(f"From: {value}")).sender
        return found.name, found.address

    assert sender('"Popescu, Ion" <ion@x.ro>') == ("Popescu, Ion", "ion@x.ro")
    assert sender("ion@x.ro (Ion Popescu)") == ("Ion Popescu", "ion@x.ro")
    assert sender("Déboulonneur deboulonneur@example.com") == ("Déboulonneur", "deboulonneur@example.com")
    assert sender("deboulonneur@example.com Déboulonneur") == ("Déboulonneur", "deboulonneur@example.com")
    assert sender("=?utf-8?q?Popescu=2C_Ion?= <ion@x.ro>") == ("Popescu, Ion", "ion@x.ro")
    assert sender("<mailto:ion@x.ro>") == ("", "ion@x.ro")
    assert sender("Ion at home") == ("Ion at home", "")
    assert sender("Vânzări: ion@x.ro, ana@x.ro;") == ("", "ion@x.ro")


def test_recipients_are_gathered_from_all_headers_that_name_them() -> None:
    parsed = parse(message("To: raoul@x.ro; c@x.ro", "Delivered-To: lucie@x.ro", "Resent-Cc: d@x.ro", "Cc: RAOUL@x.ro"))
    assert [address.address for address in parsed.recipients] == ["lucie@x.ro", "raoul@x.ro", "c@x.ro", "d@x.ro"]


def test_badly_folded_references_are_put_together() -> None:
    parsed = parse(message("References: <one@x.ro> <two@", " x.ro>", "In-Reply-To:", " <three@x.ro>"))
    assert parsed.answered_ids == ("<one@x.ro>", "<two@x.ro>", "<three@x.ro>")


def test_a_date_without_a_zone_is_utc_and_a_wrong_one_is_none() -> None:
    assert parse(message("Date: 24 Nov 2026 12:00:00")).date == datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert parse(message("Date: yesterday", "From: a@b.ro")).defects == ("The date could not be understood.",)


def test_only_headers_are_read_when_only_they_are_needed() -> None:
    parsed = parse_headers(message("From: a@b.ro", "Subject: Da"))
    assert (parsed.sender.address, parsed.subject, parsed.text) == ("a@b.ro", "Da", "")


def test_machines_and_lists_are_told_apart_from_people() -> None:
    assert parse(message("Auto-Submitted: auto-replied")).is_automatic
    assert parse(message("X-Autoreply: yes")).is_automatic
    assert parse(message("Precedence: auto_reply")).is_automatic
    assert not parse(message("Auto-Submitted: no")).is_automatic
    assert parse(message("Precedence: bulk")).is_bulk
    assert parse(message("List-Id: <news.x.ro>")).is_bulk
    assert not parse(message("Subject: Re: oferta")).is_bulk
