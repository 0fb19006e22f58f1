"""Whatever bytes arrive, a message comes out."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filon.mail.parsing import ParsedMessage, parse, parse_headers

MESSAGES = sorted((Path(__file__).parent / "messages").glob("*.eml"))
FRAGMENTS = [
    b"From: ", b"To: a@b.ro", b"Subject: ", b"=?utf-8?q?=C8=98?=", b"=?x?b?!!!?=", b"=?utf-7?q?+2D0-?=", b"\r\n", b"\n",
    b"\r", b"\x00", b"\xff\xfe", b"Content-Type: ", b"multipart/mixed; boundary=b", b"--b", b"--b--", b"text/html",
    b"; charset=", b"utf-16", b"unicode_escape", b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable",
    b"x-uuencode", b"begin 644 x\n", b"Content-Disposition: attachment; filename", b"*0*=", b"=''%",
    b"Message-ID: <[a@b]@c>", b"References: <a", b"> <", b"Date: Tue, 99 Foo 20261 99:99", b"message/rfc822",
    b"message/delivery-status", b"Final-Recipient: rfc822;", b"<p>", b"<![CDATA[", b"<!--", b"(((", b'"', b"@",
    b"<", b">", b":", b";", b"\xe2\x80\xa8", b"On a wrote:", b"> ", b" ", b"\t", b"-",
    b"multipart/report; report-type=delivery-status; boundary=b",
]  # fmt: skip
anything = st.one_of(
    st.binary(max_size=300),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=6)), max_size=40).map(b"".join),
    st.builds(
        lambda raw, at, put, cut: raw[: at % (len(raw) + 1)] + put + raw[at % (len(raw) + 1) + cut :],
        st.sampled_from([path.read_bytes() for path in MESSAGES]),
        st.integers(0, 40_000),
        st.one_of(st.binary(max_size=8), st.sampled_from(FRAGMENTS)),
        st.integers(0, 60),
    ),
)


def check(raw: bytes) -> None:
    """A message comes out, was understood, and can be stored in any database."""
    for parsed in (parse(raw), parse_headers(raw)):
        assert isinstance(parsed, ParsedMessage)
        assert not any("could not be understood;" in defect for defect in parsed.defects)
        texts = [parsed.subject, parsed.message_id, str(parsed.sender), parsed.text, parsed.html, parsed.text_reply]
        texts += [attachment.name for attachment in parsed.attachments] + [value for _name, value in parsed.headers]
        assert "\x00" not in "".join(texts)
        "".join(texts).encode()
        assert not {"\r", "\n"} & set("".join([*texts[:3], *(value for _name, value in parsed.headers)]))
        assert all(attachment.name and "/" not in attachment.name for attachment in parsed.attachments)


@settings(max_examples=2_000, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_any_bytes_give_a_message(raw: bytes) -> None:
    check(raw)


@pytest.mark.slow
@settings(max_examples=100_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything)
def test_very_many_bytes_give_messages(raw: bytes) -> None:
    check(raw)


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_every_awkward_message_is_read_sensibly(path: Path) -> None:
    raw = path.read_bytes()
    check(raw)
    parsed = parse(raw)
    assert parsed.sender.address or "bad_encoded_subject" in path.stem
    assert parsed.subject or b"\nSubject" not in raw or b"\nSubject: \n" in raw.replace(b"\r", b"")
    has_content = parsed.text or parsed.html or parsed.attachments
    assert has_content or path.stem.removeprefix("error_emails-") in {
        "bad_date_header", "bad_date_header2", "empty_in_reply_to", "missing_body", "must_supply_encoding",
    }  # fmt: skip
