"""Romania: the Trade Register's open data, with the Ministry of Finance's yearly statements for activity and size.

`OD_FIRME.CSV` names the firms; `OD_STARE_FIRMA.CSV`, `OD_CAEN_AUTORIZAT.CSV`, `OD_REPREZENTANTI_LEGALI.CSV` and the
statements (`web_bl…`, `web_uu…`) add to them. Fields are divided by `^` and never quoted: a name may begin with a lone
quotation mark. Of the representatives only the name and the quality are read, never where and when they were born.
"""

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from filon.leadmining import industries
from filon.leadmining.directory.company import Company, Person, Refused
from filon.leadmining.directory.normalising import county_code
from filon.leadmining.importers.base import Options, checked_cui, finished, number
from filon.leadmining.importers.sources import Source
from filon.leadmining.roles import role_of

_FUNCTIONING, _STRUCK_OFF = "1048", "1084"
_STATES = {
    "1048": "în funcțiune",
    "1084": "radiată",
    "1107": "insolvență",
    "1070": "faliment",
    "1057": "reorganizare",
    "1049": "dizolvare",
    "2069": "dizolvare",
    "1052": "lichidare",
    "1117": "activitate suspendată",
}
_SOLE_TRADERS = {"PF", "PFA", "II", "IF", "AF"}
_PLACE = re.compile(r"^(?:Municipiul|Oraș|Oraşul?|Orașul|Comuna|Sat)\s+", re.IGNORECASE)
_EXTRAS = {
    "OD_STARE_FIRMA": ("COD_INMATRICULARE^COD\r", "COD_INMATRICULARE^COD\n"),
    "OD_CAEN": ("COD_INMATRICULARE^COD_CAEN_AUTORIZAT",),
    "OD_REPREZENTANTI": ("COD_INMATRICULARE^PERSOANA_IMPUTERNICITA",),
    "OD_FIRME": ("DENUMIRE^CUI^COD_INMATRICULARE",),
}
_STATEMENT = re.compile(r"^(?:CUI,CAEN,I1\b|\d{2,10},\d{3,4}(?:,-?\d*){20}\r?$)", re.MULTILINE)


def part_of(source: Source) -> str:
    """Which of the files it is, by its first line; "" when none of them."""
    head = source.head()
    first = head.split("\n", 1)[0] + "\n"
    for part, beginnings in _EXTRAS.items():
        if any(first.startswith(beginning) for beginning in beginnings):
            return part
    return "statements" if _STATEMENT.match(head) else ""


class Onrc:
    """The firms of Romania."""

    key = "onrc"
    title = "Oficiul Național al Registrului Comerțului"
    licence = "CC BY 4.0"
    attribution = "ONRC, data.gov.ro; Ministerul Finanțelor, situații financiare"
    source_url = "https://data.gov.ro/organization/onrc"
    has_people = True

    def knows(self, sources: list[Source]) -> bool:
        """Whether the firms are among the files."""
        return any(part_of(source) == "OD_FIRME" for source in sources)

    def rows(self, sources: list[Source], options: Options) -> Iterator[Company | Refused]:
        """The firms, each joined with what the other files say of it."""
        parts: dict[str, list[Source]] = {}
        for source in sources:
            parts.setdefault(part_of(source), []).append(source)
        with tempfile.TemporaryDirectory() as place, closing(sqlite3.connect(Path(place) / "join.sqlite3")) as joined:
            _gather(joined, parts, options)
            for source in parts["OD_FIRME"]:
                for row in _lines(source):
                    try:
                        yield _company(row, joined, options, has_states="OD_STARE_FIRMA" in parts)
                    except Refused as refusal:
                        yield refusal


def _lines(source: Source) -> Iterator[dict[str, str]]:
    """The rows of a file without quoting, by the names of its header."""
    with source.text() as stream:
        header = [name.strip() for name in next(stream).strip("\ufeff\r\n").split("^")]
        for line in stream:
            values = line.rstrip("\r\n").split("^")
            yield dict(zip(header, values, strict=False)) if len(values) >= len(header) else {}


def _gather(joined: sqlite3.Connection, parts: dict[str, list[Source]], options: Options) -> None:
    """The other files in tables, so that a firm finds its own without holding them all in memory."""
    joined.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768;"
        "CREATE TABLE state (firm TEXT, code TEXT); CREATE TABLE activity (firm TEXT, code TEXT, version INTEGER);"
        "CREATE TABLE person (firm TEXT, name TEXT, quality TEXT);"
        "CREATE TABLE statement (cui INTEGER PRIMARY KEY, caen TEXT, turnover INTEGER, employees INTEGER);"
    )
    firm = "COD_INMATRICULARE"
    for source in parts.get("OD_STARE_FIRMA", []):
        rows = ((row[firm], row["COD"]) for row in _lines(source) if row)
        joined.executemany("INSERT INTO state VALUES (?, ?)", rows)
    for source in parts.get("OD_CAEN", []):
        activities = (
            (row[firm], row["COD_CAEN_AUTORIZAT"], row["VER_CAEN_AUTORIZAT"]) for row in _lines(source) if row
        )
        joined.executemany("INSERT INTO activity VALUES (?, ?, ?)", activities)
    for source in parts.get("OD_REPREZENTANTI", []) if options.with_people else []:
        people = ((row[firm], row["PERSOANA_IMPUTERNICITA"], row["CALITATE"]) for row in _lines(source) if row)
        joined.executemany("INSERT INTO person VALUES (?, ?, ?)", people)
    for source in parts.get("statements", []):
        joined.executemany("INSERT OR REPLACE INTO statement VALUES (?, ?, ?, ?)", _statements(source))
    for table in ("state", "activity", "person"):
        joined.execute(f"CREATE INDEX {table}_by_firm ON {table} (firm)")


def _statements(source: Source) -> Iterator[tuple[int, str, int | None, int | None]]:
    """CUI, principal activity, I13 net turnover, I20 average number of employees."""
    with source.text() as stream:
        for line in stream:
            values = line.strip().split(",")
            if len(values) >= 22 and values[0].isdecimal():
                yield int(values[0]), values[1].zfill(4), number(values[14]), number(values[21])


def _company(row: dict[str, str], joined: sqlite3.Connection, options: Options, *, has_states: bool) -> Company:
    if not row:
        raise Refused("broken")
    form = row["FORMA_JURIDICA"].strip().upper()
    if form in _SOLE_TRADERS and not options.with_sole_traders:
        raise Refused("sole_trader")
    firm, fiscal = row["COD_INMATRICULARE"].strip(), checked_cui(row["CUI"])
    company = Company(
        source_key=firm or fiscal,
        name=_name(row["DENUMIRE"]),
        country="RO",
        legal_form=form,
        state=county_code(row["ADR_JUDET"]),
        city=_city(row),
        street=_street(row),
        postcode=row["ADR_COD_POSTAL"].strip(),
        legal_id=fiscal,
        vat=f"RO{fiscal}" if fiscal else "",
        euid=row["EUID"].strip(),
        website=row["WEB"].strip(),
        founded=_day(row["DATA_INMATRICULARE"]),
    )
    _add_state(company, joined, firm, has_states=has_states)
    _add_activity(company, joined, firm, fiscal)
    company.people = list(_people(joined, firm))
    return finished(company)


def _people(joined: sqlite3.Connection, firm: str) -> Iterator[Person]:
    """Those who represent a firm, but for its liquidators."""
    for name, quality in joined.execute("SELECT name, quality FROM person WHERE firm = ?", (firm,)):
        role = role_of(quality)
        if role is not None:
            yield Person(name.title() if name.isupper() else name, quality, *role)


def _name(text: str) -> str:
    """Without the lone quotation marks that the register keeps."""
    bare = text.strip()
    return bare.replace('"', "").strip() if bare.count('"') % 2 else bare


def _city(row: dict[str, str]) -> str:
    sector = row.get("ADR_SECTOR", "").strip()
    if sector.isdecimal() and county_code(row["ADR_JUDET"]) == "RO-B":
        return f"București, sectorul {sector}"
    return _PLACE.sub("", row["ADR_LOCALITATE"].strip())


def _street(row: dict[str, str]) -> str:
    parts = (
        (row["ADR_DEN_STRADA"], "{}"),
        (row["ADR_NR_STRADA"], "nr. {}"),
        (row["ADR_BLOC"], "bl. {}"),
        (row["ADR_SCARA"], "sc. {}"),
        (row["ADR_ETAJ"], "et. {}"),
        (row["ADR_APARTAMENT"], "ap. {}"),
    )
    return ", ".join(form.format(text.strip()) for text, form in parts if text.strip())


def _day(text: str) -> str:
    """A day as ISO, from either form that the register uses."""
    found = re.match(r"(\d\d)/(\d\d)/(\d{4})", text.strip())
    return f"{found[3]}-{found[2]}-{found[1]}" if found else text.strip()[:10]


def _add_state(company: Company, joined: sqlite3.Connection, firm: str, *, has_states: bool) -> None:
    codes = {code for (code,) in joined.execute("SELECT code FROM state WHERE firm = ?", (firm,))}
    company.is_active = not has_states or codes == {_FUNCTIONING}
    telling = _STRUCK_OFF if _STRUCK_OFF in codes else next(iter(sorted(codes - {_FUNCTIONING})), _FUNCTIONING)
    company.status_text = _STATES.get(telling, telling) if codes else ""


def _add_activity(company: Company, joined: sqlite3.Connection, firm: str, fiscal: str) -> None:
    """The principal activity of the yearly statement; else the first that the register authorises, newest revision."""
    found = joined.execute(
        "SELECT caen, turnover, employees FROM statement WHERE cui = ?", (int(fiscal or 0),)
    ).fetchone()
    authorised = joined.execute(
        "SELECT code, version FROM activity WHERE firm = ? ORDER BY version DESC, rowid LIMIT 1", (firm,)
    ).fetchone()
    if found:
        company.nace, company.turnover, company.employees_min = found
        company.employees_max = company.employees_min
        # Statements to 2024 name activities by revision 2; a code that only revision 3 has says so itself.
        company.nace_rev = 3 if authorised and authorised[1] == 3 and authorised[0] == company.nace else 2
        company.industry_confidence = "principal"
    elif authorised and authorised[1] >= 2:
        (company.nace, company.nace_rev), company.industry_confidence = authorised, "authorised"
    company.industry = industries.of_nace(company.nace, company.nace_rev)
