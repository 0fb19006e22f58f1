"""Reading messages of several parts: texts, HTML, files and reports."""

import base64
import time

import pytest

from filon.mail.parsing import parse


def multipart(*parts: bytes, subtype: str = "mixed", headers: bytes = b"") -> bytes:
    """Raw bytes of a message with these parts."""
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts)
    return headers + b'Content-Type: multipart/%s; boundary="b"\r\n\r\n' % subtype.encode() + body + b"--b--\r\n"


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\nsimplu"
HTML = b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>bogat <b>text</b></p>"


def file_part(disposition: bytes, content: bytes = b"x", media_type: bytes = b"application/pdf") -> bytes:
    return b"Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: %s\r\n\r\n%s" % (
        media_type,
        disposition,
        base64.b64encode(content),
    )


def test_both_forms_of_one_text_are_kept_apart() -> None:
    parsed = parse(multipart(PLAIN, HTML, subtype="alternative"))
    assert (parsed.text, parsed.html) == ("simplu", "<p>bogat <b>text</b></p>")


def test_html_alone_also_gives_plain_text() -> None:
    parsed = parse(b"Content-Type: text/html\n\n<style>p{}</style><p>unu</p><p>doi<br>trei</p><ul><li>a<li>b</ul>")
    assert parsed.text == "unu\ndoi\ntrei\n- a\n- b"


def test_html_nested_very_deep_costs_no_more_than_other_html() -> None:
    start = time.perf_counter()
    assert parse(b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"salut").text == "salut"
    assert time.perf_counter() - start < 2


def test_two_html_parts_follow_one_another() -> None:
    parsed = parse(multipart(HTML, HTML))
    assert parsed.html.count("bogat") == 2
    assert parsed.text == "bogat text\n\nbogat text"


def test_a_text_after_a_file_is_not_lost() -> None:
    parsed = parse(multipart(PLAIN, file_part(b"attachment; filename=a.pdf"), PLAIN))
    assert parsed.text == "simplu\n\nsimplu"
    assert [attachment.name for attachment in parsed.attachments] == ["a.pdf"]


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b'attachment; filename="../../etc/passwd"', "passwd"),
        (b'attachment; filename="C:\\\\temp\\\\oferta.pdf"', "oferta.pdf"),
        (b"attachment; filename*=utf-8''%C8%98edin%C8%9B%C4%83.pdf", "Ședință.pdf"),
        (b"attachment; filename*0*=utf-8''%C8%98; filename*1=ef.pdf", "Șef.pdf"),
        (b'attachment; filename="=?utf-8?q?ofert=C4=83.pdf?="', "ofertă.pdf"),
        (b'attachment; filename="\xc8\x99ef.pdf"', "șef.pdf"),
        (b'attachment; filename="a\x00b\r\n .pdf"', "ab .pdf"),
        (b"attachment", "attachment"),
        (b'attachment; filename="..."', "attachment"),
        (b'attachment; filename="' + b"x" * 500 + b'.pdf"', "x" * 180 + ".pdf"),
    ],
)
def test_file_names_are_decoded_and_made_safe(disposition: bytes, name: str) -> None:
    assert [attachment.name for attachment in parse(multipart(PLAIN, file_part(disposition))).attachments] == [name]


def test_an_inline_picture_keeps_the_name_that_the_html_uses() -> None:
    part = file_part(b"inline; filename=a.png\r\nContent-ID: <pic@x>", b"\x89PNG", b"image/png")
    (picture,) = parse(multipart(HTML, part, subtype="related")).attachments
    assert (picture.content_id, picture.content, picture.media_type) == ("pic@x", b"\x89PNG", "image/png")


def test_wrong_media_types_are_corrected_and_pages_are_kept_as_text() -> None:
    def media_type(given: bytes) -> str:
        return parse(multipart(PLAIN, file_part(b"attachment; filename=x", b"x", given))).attachments[0].media_type

    assert media_type(b"pdf; name=x") == "application/pdf"
    assert media_type(b"binary/octet-stream") == "application/octet-stream"
    assert media_type(b"image/svg+xml") == media_type(b"text/xml") == media_type(b"text/html") == "text/plain"


def test_an_invitation_without_a_name_is_a_file() -> None:
    part = b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR"
    assert parse(multipart(PLAIN, part, subtype="alternative")).attachments[0].name == "invitation.ics"


def test_an_attached_message_is_kept_as_its_bytes() -> None:
    part = b"Content-Type: message/rfc822\r\n\r\nSubject: Vechi\r\n\r\ntext"
    (attached,) = parse(multipart(PLAIN, part)).attachments
    assert (attached.name, attached.content) == ("Vechi.eml", b"Subject: Vechi\r\n\r\ntext")


def test_several_parts_without_dividing_lines_are_read_as_text() -> None:
    parsed = parse(b"From: a@b.ro\nContent-Type: multipart/mixed\n\nsalut")
    assert parsed.text == "salut"
    assert parsed.defects == ("A message of several parts does not say how they are divided.",)


def test_too_many_parts_and_too_deep_ones_are_left_out() -> None:
    many = parse(multipart(*[PLAIN] * 150, headers=b"From: a@b.ro\r\n"))
    assert many.text.count("simplu") == 100
    assert many.defects[-1] == "The message has more than 100 parts; the rest was left out."
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000))
    assert "Parts are nested more than 20 deep; the rest was left out." in parse(nested).defects


def test_a_very_long_text_is_cut() -> None:
    parsed = parse(b"From: a@b.ro\n\n" + b"abcd efgh\n" * 300_000)
    assert len(parsed.text) <= 2 * 1024 * 1024
    assert parsed.defects == ("The text is longer than 2 MiB; the rest was left out.",)


def report(action: bytes, status: bytes = b"5.1.1") -> bytes:
    delivery = (
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.x.ro\r\n\r\n"
        b"Final-Recipient: rfc822; ion@x.ro\r\nAction: %s\r\nStatus: %s\r\n"
        b"Diagnostic-Code: smtp; 550 no such user" % (action, status)
    )
    original = b"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <ours@filon.localhost>\r\nSubject: x"
    return multipart(PLAIN, delivery, original, subtype="report; report-type=delivery-status")


def test_a_report_says_whom_a_message_did_not_reach_and_why() -> None:
    parsed = parse(report(b"failed"))
    assert parsed.is_bounce
    assert parsed.bounce.recipient == "ion@x.ro"
    assert parsed.bounce.message_id == "<ours@filon.localhost>"
    assert (parsed.bounce.status, parsed.bounce.reason) == ("5.1.1", "550 no such user")
    assert parsed.bounce.is_final


def test_a_report_of_delay_is_not_final() -> None:
    assert not parse(report(b"delayed", b"4.2.2")).bounce.is_final


def test_a_message_of_the_mailer_daemon_is_a_bounce() -> None:
    parsed = parse(b"From: MAILER-DAEMON@x.ro\nIn-Reply-To: <ours@filon.localhost>\n\nnu exista")
    assert parsed.is_bounce
    assert (parsed.bounce.message_id, parsed.bounce.reason) == ("<ours@filon.localhost>", "nu exista")


def test_a_read_receipt_is_automatic_but_no_bounce() -> None:
    parsed = parse(multipart(PLAIN, subtype="report; report-type=disposition-notification"))
    assert parsed.is_automatic
    assert not parsed.is_bounce


@pytest.mark.parametrize(
    ("kind", "inner", "protection"),
    [
        ("multipart/signed", "application/pkcs7-signature; name=smime.p7s", "smime_signed"),
        ("multipart/mixed", "application/pkcs7-mime; name=smime.p7m", "smime_sealed"),
        ("multipart/encrypted", "application/pgp-encrypted", "pgp_encrypted"),
        ("multipart/signed", "application/pgp-signature", "pgp_signed"),
        ("multipart/mixed", "application/pdf", ""),
    ],
)
def test_what_is_signed_or_encrypted_is_said_and_kept(kind: str, inner: str, protection: str) -> None:
    raw = f"Content-Type: {kind}; boundary=b\n\n--b\n\nBună\n--b\nContent-Type: {inner}\n\nMIAG\n--b--\n".encode()
    parsed = parse(raw)
    assert (parsed.protection, parsed.text, parsed.attachments[-1].content) == (protection, "Bună", b"MIAG")
