"""Romania: the Trade Register's open data, with the Ministry of Finance's yearly statements for activity and size.

`OD_FIRME.CSV` names the firms; `OD_STARE_FIRMA.CSV`, `OD_CAEN_AUTORIZAT.CSV`, `OD_REPREZENTANTI_LEGALI.CSV` and the
statements (`web_bl…`, `web_uu…`) add to them. Fields are divided by `^` and never quoted: a name may begin with a lone
quotation mark. Of the representatives only the name and the quality are read, never where and when they were born.
"""

import itertools
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.leadmining import industries
from filon.leadmining.directory.company import Company, Person, Refused
from filon.leadmining.directory.normalising import county_code
from filon.leadmining.importers.base import Options, checked_cui, digits_of, finished, number
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
_STREET = (
    ("ADR_DEN_STRADA", ""),
    ("ADR_NR_STRADA", "nr. "),
    ("ADR_BLOC", "bl. "),
    ("ADR_SCARA", "sc. "),
    ("ADR_ETAJ", "et. "),
    ("ADR_APARTAMENT", "ap. "),
)
_BATCH = 500
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
        """Whether one of its files is there; without the firms `rows` refuses."""
        return any(part_of(source) for source in sources)

    def rows(self, sources: list[Source], options: Options) -> Iterator[Company | Refused]:
        """The firms, each joined with what the other files say of it."""
        parts: dict[str, list[Source]] = {}
        for source in sources:
            parts.setdefault(part_of(source), []).append(source)
        if "OD_FIRME" not in parts:
            raise DomainError(_("These files only add to the firms: load them together with OD_FIRME.CSV."))
        with tempfile.TemporaryDirectory() as place:
            joined = Joined(Path(place) / "join.sqlite3", parts, options)
            lines = itertools.chain.from_iterable(_lines(source) for source in parts["OD_FIRME"])
            unread = itertools.islice(lines, options.skip, None)
            while batch := list(itertools.islice(unread, _BATCH)):
                facts = joined.about(batch)
                for row in batch:
                    try:
                        yield _company(row, facts, options)
                    except Refused as refusal:
                        yield refusal
            joined.close()


def _lines(source: Source) -> Iterator[dict[str, str]]:
    """The rows of a file without quoting, by the names of its header."""
    with source.text() as stream:
        header = [name.strip() for name in next(stream).strip("\ufeff\r\n").split("^")]
        for line in stream:
            values = line.rstrip("\r\n").split("^")
            yield dict(zip(header, values, strict=False)) if len(values) >= len(header) else {}


@dataclass
class Facts:
    """What the other files say of some firms, by their number in the register; the statements by fiscal code."""

    has_states: bool
    states: dict[str, set[str]] = field(default_factory=dict)
    activities: dict[str, tuple[str, int]] = field(default_factory=dict)
    people: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    statements: dict[str, tuple[str, int | None, int | None]] = field(default_factory=dict)


class Joined:
    """The other files in tables beside, so that they are never all in memory; firms are asked for in batches."""

    def __init__(self, path: Path, parts: dict[str, list[Source]], options: Options) -> None:
        self.has_states = "OD_STARE_FIRMA" in parts
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -24576; BEGIN;"
            "CREATE TABLE state (firm TEXT, code TEXT); CREATE TABLE activity (firm TEXT, code TEXT, version INTEGER);"
            "CREATE TABLE person (firm TEXT, name TEXT, quality TEXT);"
            "CREATE TABLE statement (cui INTEGER PRIMARY KEY, caen TEXT, turnover INTEGER, employees INTEGER);"
        )
        self._fill("state", _of_firms(parts.get("OD_STARE_FIRMA", []), "COD"))
        self._fill("activity", _newest(parts.get("OD_CAEN", [])))
        people = parts.get("OD_REPREZENTANTI", []) if options.with_people else []
        self._fill("person", _of_firms(people, "PERSOANA_IMPUTERNICITA", "CALITATE"))
        for source in parts.get("statements", []):
            self.database.executemany("INSERT OR REPLACE INTO statement VALUES (?, ?, ?, ?)", _statements(source))

    def close(self) -> None:
        """Let go of the tables."""
        self.database.close()

    def about(self, rows: list[dict[str, str]]) -> Facts:
        """Everything about the firms of these rows."""
        facts, firms = Facts(self.has_states), [row["COD_INMATRICULARE"].strip() for row in rows if row]
        for firm, code in self._of("state", "firm", firms):
            facts.states.setdefault(firm, set()).add(code)
        for firm, code, version in self._of("activity", "firm", firms):
            if version > facts.activities.get(firm, ("", -1))[1]:
                facts.activities[firm] = (code, version)
        for firm, name, quality in self._of("person", "firm", firms):
            facts.people.setdefault(firm, []).append((name, quality))
        codes = [fiscal for row in rows if row and (fiscal := digits_of(row["CUI"]))]
        for fiscal, *stated in self._of("statement", "cui", codes):
            facts.statements[str(fiscal)] = (stated[0], stated[1], stated[2])
        return facts

    def _of(self, table: str, column: str, keys: list[str]) -> sqlite3.Cursor:
        marks = ", ".join("?" * len(keys))
        sql = f"SELECT * FROM {table} WHERE {column} IN ({marks}) ORDER BY rowid"  # noqa: S608
        return self.database.execute(sql, keys)

    def _fill(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        width = {"state": 2}.get(table, 3)
        marks = ", ".join("?" * width)
        self.database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        self.database.execute(f"CREATE INDEX {table}_by_firm ON {table} (firm)")


def _columns(source: Source, *names: str) -> Iterator[tuple[str, ...]]:
    """Some columns of a file's whole rows; quicker than `_lines` for those of which there are most."""
    with source.text() as stream:
        header = [name.strip() for name in next(stream).strip("\ufeff\r\n").split("^")]
        wanted, width = itemgetter(*(header.index(name) for name in names)), len(header)
        for line in stream:
            values = line.rstrip("\r\n").split("^")
            if len(values) >= width:
                yield wanted(values)


def _of_firms(sources: list[Source], *names: str) -> Iterator[tuple[str, ...]]:
    return itertools.chain.from_iterable(_columns(source, "COD_INMATRICULARE", *names) for source in sources)


def _newest(sources: list[Source]) -> Iterator[tuple[object, ...]]:
    """Of each run of activities of one firm the first of the newest revision: one of five rows of the largest file."""
    firm, code, version = "", "", -1
    for other, other_code, edition in _of_firms(sources, "COD_CAEN_AUTORIZAT", "VER_CAEN_AUTORIZAT"):
        revision = int(edition) if edition.isdecimal() else 0
        if other != firm and firm:
            yield firm, code, version
        if other != firm or revision > version:
            firm, code, version = other, other_code, revision
    if firm:
        yield firm, code, version


def _statements(source: Source) -> Iterator[tuple[int, str, int | None, int | None]]:
    """CUI, principal activity, I13 net turnover, I20 average number of employees."""
    with source.text() as stream:
        for line in stream:
            values = line.strip().split(",")
            if len(values) >= 22 and values[0].isdecimal():
                yield int(values[0]), values[1].zfill(4), number(values[14]), number(values[21])


def _company(row: dict[str, str], facts: Facts, options: Options) -> Company:
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
    _add_state(company, facts, firm)
    _add_activity(company, facts, firm, fiscal)
    company.people = list(_people(facts.people.get(firm, ())))
    return finished(company)


def _people(told: Iterable[tuple[str, str]]) -> Iterator[Person]:
    """Those who represent a firm, but for its liquidators."""
    for name, quality in told:
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
    return ", ".join([word + text for column, word in _STREET if (text := row[column].strip())])


def _day(text: str) -> str:
    """A day as ISO, from either form that the register uses."""
    day, _slash, rest = text.strip()[:10].partition("/")
    month, _slash, year = rest.partition("/")
    return f"{year}-{month}-{day}" if year else day


def _add_state(company: Company, facts: Facts, firm: str) -> None:
    codes = facts.states.get(firm, set())
    company.is_active = not facts.has_states or codes == {_FUNCTIONING}
    telling = _STRUCK_OFF if _STRUCK_OFF in codes else next(iter(sorted(codes - {_FUNCTIONING})), _FUNCTIONING)
    company.status_text = _STATES.get(telling, telling) if codes else ""


def _add_activity(company: Company, facts: Facts, firm: str, fiscal: str) -> None:
    """The principal activity of the yearly statement; else the first that the register authorises, newest revision."""
    found = facts.statements.get(fiscal)
    authorised = facts.activities.get(firm)
    if found:
        company.nace, company.turnover, company.employees_min = found
        company.employees_max = company.employees_min
        # Statements to 2024 name activities by revision 2; a code that only revision 3 has says so itself.
        company.nace_rev = 3 if authorised and authorised[1] == 3 and authorised[0] == company.nace else 2
        company.industry_confidence = "principal"
    elif authorised and authorised[1] >= 2:
        (company.nace, company.nace_rev), company.industry_confidence = authorised, "authorised"
    company.industry = industries.of_nace(company.nace, company.nace_rev)
