"""Every register's format is recognised and read."""

import gzip
import io
import json
import tarfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from stdnum.ro import cui

from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers import Options, Source, importer_for
from filon.leadmining.importers.base import checked_cui
from filon.leadmining.industries import of_nace

REGISTERS = Path(__file__).parent / "registers"
ROMANIA = ("od_firme.csv", "od_stare_firma.csv", "od_caen_autorizat.csv", "web_bl_bs_sl_an2024.txt")
EXPECTED = {
    "gleif_lei2.csv": ("gleif", "DEMO ALFA SOFTWARE SRL", "RO"),
    "brreg_enheter.csv": ("brreg", "DEMO LAKS AS", "NO"),
    "companies_house_basic.csv": ("companies-house", "DEMO DELTA LIMITED", "GB"),
    "ee_lihtandmed.csv": ("estonia", "Demo Tarkvara OÜ", "EE"),
    "lv_register.csv": ("latvia", 'SIA "Demo; Būve"', "LV"),
    "pdl_free_company.jsonl": ("people-data-labs", "Demo Alfa Software", "RO"),
}


def read(*names, options=None, folder=REGISTERS):
    sources = [Source(folder / name) for name in names]
    return list(importer_for(sources).rows(sources, options or Options()))


def romania(**options):
    extra = ("od_reprezentanti_legali.csv",) if options.get("with_people") else ()
    return read(*ROMANIA, *extra, options=Options(**options))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_register_is_known_by_its_header_and_its_first_row_is_read(name):
    key, company, country = EXPECTED[name]
    assert importer_for([Source(REGISTERS / name)]).key == key
    rows = read(name)
    assert len(rows) == 2
    assert isinstance(rows[0], Company)
    assert (rows[0].name, rows[0].country) == (company, country)


def test_the_trade_register_is_joined_with_state_activity_and_size():
    alfa, beta = romania()
    assert (alfa.vat, alfa.nace, alfa.nace_rev, alfa.industry) == ("RO99000018", "6210", 3, "software-it")
    assert (alfa.employees_min, alfa.turnover, alfa.is_active) == (18, 2_400_000, True)
    assert (beta.nace_rev, beta.industry) == (2, "transport-logistics")


def test_a_lone_quotation_mark_in_a_name_swallows_no_other_row():
    alfa, beta = romania()
    assert alfa.name == '"DEMO ALFA" SOFTWARE SRL'
    assert beta.name == "DEMO BETA TRANSPORT S.R.L."


def test_the_address_has_comma_below_and_the_county_its_code():
    alfa, beta = romania()
    assert (alfa.state, alfa.city) == ("RO-CJ", "Cluj-Napoca")
    assert (beta.state, beta.city) == ("RO-B", "București, sectorul 3")


def test_people_stay_out_unless_somebody_asks_for_them():
    assert romania()[0].people == []
    (person,) = romania(with_people=True)[0].people
    assert (person.full_name, person.role, person.seniority) == ("Persoana Fictiva Unu", "ceo", "executive")


def test_a_fiscal_code_with_a_wrong_check_digit_is_refused(tmp_path):
    text = (REGISTERS / "od_firme.csv").read_text(encoding="utf-8").replace("99000018", "99000019")
    (tmp_path / "od_firme.csv").write_text(text, encoding="utf-8")
    first = read("od_firme.csv", folder=tmp_path)[0]
    assert isinstance(first, Refused)
    assert first.args == ("wrong_cui",)


def test_a_sole_trader_is_left_out_unless_somebody_asks_for_him(tmp_path):
    text = (REGISTERS / "od_firme.csv").read_text(encoding="utf-8").replace("^SRL^", "^PFA^", 1)
    (tmp_path / "od_firme.csv").write_text(text, encoding="utf-8")
    assert read("od_firme.csv", folder=tmp_path)[0].args == ("sole_trader",)
    kept = read("od_firme.csv", folder=tmp_path, options=Options(with_sole_traders=True))
    assert isinstance(kept[0], Company)


def test_a_gzipped_and_a_zipped_file_read_like_the_plain_one(tmp_path):
    content = (REGISTERS / "brreg_enheter.csv").read_bytes()
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(content))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("enheter.csv", content)
    assert [row.name for row in read("a.csv.gz", folder=tmp_path)] == ["DEMO LAKS AS", "DEMO DATA AS"]
    assert [row.name for row in read("a.zip", folder=tmp_path)] == ["DEMO LAKS AS", "DEMO DATA AS"]


def test_a_table_in_the_central_european_page_keeps_its_letters(tmp_path):
    text = "denumire;tara;oras\r\nȘanțuri și Țevi SRL;RO;Timișoara\r\n".replace("ș", "ş").replace("ț", "ţ")
    (tmp_path / "a.csv").write_bytes(text.replace("Ș", "Ş").replace("Ț", "Ţ").encode("cp1250"))
    (row,) = read("a.csv", folder=tmp_path)
    assert (row.name, row.city) == ("Șanțuri și Țevi SRL", "Timișoara")


def test_700_unbalanced_quotes_lose_only_the_rows_that_they_stand_in(tmp_path):
    header = (REGISTERS / "od_firme.csv").read_text(encoding="utf-8").split("\n", 1)[0].strip()
    lines = [header]
    lines += [f'" Firma {n} SRL^^J{n}/1/2020^^^SRL^România^Cluj^Cluj^^^^^^^^^^^' for n in range(700)]
    (tmp_path / "od_firme.csv").write_text("\r\n".join(lines), encoding="utf-8")
    rows = read("od_firme.csv", folder=tmp_path)
    assert len(rows) == 700
    assert rows[699].name == "Firma 699 SRL"


def test_a_code_of_the_other_revision_leads_to_its_own_industry():
    assert of_nace("4671", 2) == "wholesale"
    assert of_nace("4671", 3) == "automotive"


def test_the_starter_package_gives_companies_with_a_web_site_by_country(tmp_path):
    known = {"brand": "Demo", "brand:wikidata": "Q1"}
    places = {"include": ["ro", "eu.geojson"]}
    items = [
        {"id": "demo-1", "locationSet": places, "tags": known},
        {"id": "demo-2", "locationSet": places, "tags": {"brand": "Fără site"}},
    ]
    group = {"items": items}
    files = {
        "package/dist/json/nsi.min.json": {"nsi": {"brands/shop/orchard": {}, "brands/landuse/orchard": group}},
        "package/dist/wikidata/wikidata.min.json": {
            "wikidata": {"Q1": {"identities": {"website": "https://demo.example"}}}
        },
    }
    with tarfile.open(tmp_path / "package.tgz", "w:gz") as package:
        for name, content in files.items():
            data = json.dumps(content).encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            package.addfile(member, io.BytesIO(data))
    (row,) = read("package.tgz", folder=tmp_path)
    assert (row.name, row.country, row.industry, row.domain) == ("Demo", "RO", "agriculture", "demo.example")


def test_a_truncated_file_loses_only_its_last_row(tmp_path):
    whole = (REGISTERS / "od_firme.csv").read_text(encoding="utf-8").rstrip()
    (tmp_path / "od_firme.csv").write_text(whole[:-40], encoding="utf-8")
    first, last = read("od_firme.csv", folder=tmp_path)
    assert isinstance(first, Company)
    assert (isinstance(last, Refused), last.args) == (True, ("broken",))


def test_bytes_of_another_encoding_amid_a_file_spoil_only_their_own_letters(tmp_path):
    text = (REGISTERS / "od_firme.csv").read_bytes()
    mixed = text.replace(b"TRANSPORT", "TRÂNSPÔRT".encode("cp1250"))
    (tmp_path / "od_firme.csv").write_bytes(mixed)
    alfa, beta = read("od_firme.csv", folder=tmp_path)
    assert alfa.name == '"DEMO ALFA" SOFTWARE SRL'
    assert beta.name.startswith("DEMO BETA TR")


@pytest.mark.parametrize("name", ["od_firme.csv", "register.csv", "enheter.csv"])
def test_a_file_of_another_format_under_a_known_name_is_read_by_what_it_says(tmp_path, name):
    (tmp_path / name).write_bytes((REGISTERS / "ee_lihtandmed.csv").read_bytes())
    assert importer_for([Source(tmp_path / name)]).key == "estonia"


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\xff\xfe", b"PK\x03\x04", b"\x1f\x8b\x00"])
def test_what_is_no_table_at_all_gives_no_company(tmp_path, content):
    (tmp_path / "od_firme.csv").write_bytes(content)
    with suppress(OSError, EOFError, ValueError):
        assert not any(isinstance(row, Company) for row in read("od_firme.csv", folder=tmp_path))


def test_the_check_digit_is_that_of_the_standard():
    for number in (14399840, 361757, 99000018, 99000019, 12, 18547290, 1590082, 159008):
        try:
            own = bool(checked_cui(str(number)))
        except Refused:
            own = False
        assert own == cui.is_valid(str(number)), number
