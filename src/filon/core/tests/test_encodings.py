"""Encodings are told from the bytes."""

import io

import pytest

from filon.core.encodings import encoding_of


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "utf-8"),
        (b"plain\n", "utf-8"),
        ("Țevi și șanțuri\n".encode(), "utf-8"),
        ("\ufeffŢevi\n".encode("utf-16"), "utf-16"),
        ("Ana;Pop\n".encode("utf-16-le"), "utf-16-le"),
        ("Ana;Pop\n".encode("utf-16-be"), "utf-16-be"),
        ("„Ţevi” şi şanţuri\n".encode("cp1250"), "cp1250"),
        ("Ţevi şi şanţuri\n".encode("iso-8859-2"), "iso-8859-2"),
        ("Țevi și șanțuri\n".encode() + b"gre\xfeit\n", "utf-8"),
        (b"a" * (1 << 20) + "\nŢevi”\n".encode("cp1250"), "cp1250"),
        (b"\x89PNG\r\n\x1a\n\x00\x00 and much that is no text at all", ""),
    ],
)
def test_an_encoding_is_told_from_the_letters_beyond_ascii(content, expected):
    assert encoding_of(io.BytesIO(content)) == expected
