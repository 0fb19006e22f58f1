"""Files of all kinds as tables, and what is said of bad ones."""

from pathlib import Path

import pytest
import xlsxwriter

from filon.core.exceptions import DomainError
from filon.exchange.sources import Source, open_source
from filon.exchange.sources.cards import escaped, written

TABLE = "Nume;Oraș\r\n„Brașov” SRL;Iași\r\n\r\nȚărănesc SA;Bacău\r\n"


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


def cells(source: Source) -> list[list[object]]:
    return [row for _number, row in source.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encoding_and_separator_are_found_out(tmp_path, encoding):
    source = open_source(a_file(tmp_path, TABLE.encode(encoding)))
    assert source.delimiter == ";"
    assert list(source.rows())[1:] == [(2, ["„Brașov” SRL", "Iași"]), (4, ["Țărănesc SA", "Bacău"])]


@pytest.mark.parametrize(("encoding", "mark"), [("cp1250", "„Braşov”"), ("iso-8859-2", "Braşov")])
def test_the_two_old_code_pages_are_told_apart(tmp_path, encoding, mark):
    content = f"Nume,Oraş\n{mark},Iaşi Ţara\n".encode(encoding)
    source = open_source(a_file(tmp_path, content))
    assert source.encoding == encoding
    assert cells(source)[1] == [mark, "Iaşi Ţara"]


def test_what_was_chosen_wins_over_what_was_found_out(tmp_path):
    source = open_source(a_file(tmp_path, b"a|b;c\n1|2;3\n"), delimiter=";")
    assert cells(source) == [["a|b", "c"], ["1|2", "3"]]
    assert open_source(a_file(tmp_path, b"un singur\ncap\n")).delimiter == ","


def test_embedded_lines_stay_in_their_cell(tmp_path):
    assert cells(open_source(a_file(tmp_path, b'a,b\n"x\ny",2\n'))) == [["a", "b"], ["x\ny", "2"]]


def a_workbook(path: Path, columns: int = 3) -> Path:
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Goală")
    page = book.add_worksheet("Date")
    page.write_row(1, 0, [f"c{number}" for number in range(columns)])
    page.write(2, 0, 12.5)
    page.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    page.merge_range(3, 0, 3, 2, "unit")
    book.close()
    return path


def test_a_workbook_opens_at_its_first_sheet_with_something_and_tells_what_is_odd(tmp_path):
    source = open_source(a_workbook(tmp_path / "x"))
    assert list(source.sheets) == ["Goală", "Date"]
    assert [number for number, _cells in source.rows()] == [2, 3, 4]
    assert cells(source)[1][:2] == [12.5, ""]
    merged, failed = source.notices("Date")
    assert "4" in merged
    assert "B3" in failed


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf  \n",
        b"%PDF-1.7 x",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0",
        b"ab\0\x01c",
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(tmp_path, content):
    with pytest.raises(DomainError, match=r"\w+ \w+"):
        list(open_source(a_file(tmp_path, content)).rows())


def test_a_thousand_columns_and_an_open_quotation_mark_are_refused(tmp_path):
    with pytest.raises(DomainError, match=r"1\.000"):
        cells(open_source(a_file(tmp_path, b",".join([b"x"] * 1000) + b"\n")))
    with pytest.raises(DomainError, match=r"1\.000"):
        cells(open_source(a_workbook(tmp_path / "wide", columns=1000)))
    with pytest.raises(DomainError):
        cells(open_source(a_file(tmp_path, b'a,b\n"' + b"x" * 1_100_000)))


CARDS = """BEGIN:VCARD\r
VERSION:3.0\r
N:Țăranu;Elena;;;\r
FN:Elena Țăranu\r
ORG:Crama Codrul\\, SRL;Vânzări\r
item1.EMAIL;type=INTERNET;type=pref:elena@codrul.example\r
EMAIL;TYPE=HOME:el@acasa.example\r
TEL;TYPE=CELL:0722 333 444\r
TEL;TYPE=WORK,VOICE:0256 111 222\r
TEL;TYPE=FAX:1\r
ADR;TYPE=WORK:;;Str. Lungă 5;Timișoara;Timiș;300001;România\r
NOTE:prima\\na doua, foarte lungă, care e împăturită pe mai multe râ\r
 nduri\r
PHOTO;ENCODING=b;TYPE=PNG:iVBORw0K\r
END:VCARD\r
BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Codrul SRL
TEL;VALUE=uri;TYPE="voice,work":tel:+40-256-111-222
PHOTO:data:image/png;base64,iVBORw0K
CATEGORIES:Vinuri,Lemn
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C8=9Auc;Ion
TEL;CELL:0733
END:VCARD
"""


def test_cards_of_all_versions_are_rows(tmp_path):
    heads, *rows = cells(open_source(a_file(tmp_path, CARDS.encode())))
    elena, codrul, ion = (dict(zip(heads, row, strict=True)) for row in rows)
    assert (elena["name"], elena["company"], elena["email"]) == (
        "Elena Țăranu",
        "Crama Codrul, SRL",
        "elena@codrul.example",
    )
    assert (elena["other_emails"], elena["mobile"], elena["phone"]) == (
        "el@acasa.example",
        "0722 333 444",
        "0256 111 222",
    )
    assert (elena["street"], elena["city"], elena["state"], elena["country"]) == (
        "Str. Lungă 5",
        "Timișoara",
        "Timiș",
        "România",
    )
    assert elena["notes"] == "prima\na doua, foarte lungă, care e împăturită pe mai multe rânduri"
    assert elena["picture"] == codrul["picture"] == "iVBORw0K"
    assert (codrul["is_company"], codrul["phone"], codrul["tags"]) == ("1", "+40-256-111-222", "Vinuri, Lemn")
    assert (ion["name"], ion["mobile"]) == ("Ion Țuc", "0733")


def test_a_card_that_is_written_is_read_again(tmp_path):
    note = "ț" * 100 + "; virgulă, \\ și\nrând"
    text = written([("FN", escaped("Ana")), ("NOTE", escaped(note))])
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    heads, row = cells(open_source(a_file(tmp_path, text.encode())))
    assert dict(zip(heads, row, strict=True))["notes"] == note
