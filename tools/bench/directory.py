"""The company directory at size: loading a register, counting and running requests.

    python tools/bench/directory.py --load 1000000 --search 4200000

Writes ONRC-shaped files of made-up firms into `.bench/directory`, loads them as `filon directory load` would, repeats
them until there are as many as Romania has, and asks that file what a request asks. Figures: seconds and megabytes of
the load, milliseconds of counts and of 200 hits.
"""

import argparse
import itertools
import os
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".bench" / "directory"
COUNTIES = ("Cluj", "Iași", "Timiș", "Brașov", "Bihor", "Dolj", "Constanța", "Sibiu", "Prahova", "București")
CODES = ("6210", "4941", "4711", "4120", "5610", "6920", "7022", "4520", "8610", "6831", "0111", "2511")
WORDS = ("Alfa", "Beta", "Construct", "Trans", "Agro", "Soft", "Impex", "Prod", "Design", "Grup", "Media", "Energo")
FIRMS = (
    "DENUMIRE^CUI^COD_INMATRICULARE^DATA_INMATRICULARE^EUID^FORMA_JURIDICA^ADR_TARA^ADR_JUDET^ADR_LOCALITATE"
    "^ADR_DEN_STRADA^ADR_NR_STRADA^ADR_BLOC^ADR_SCARA^ADR_ETAJ^ADR_APARTAMENT^ADR_COD_POSTAL^ADR_SECTOR"
    "^ADR_COMPLETARE^WEB^TARA_FIRMA_MAMA"
)
WEIGHTS = (7, 5, 3, 2, 1, 7, 5, 3, 2)


def fiscal_code(number: int) -> str:
    """`number` with its check digit."""
    digits = f"{number:09d}"
    check = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) * 10 % 11 % 10
    return f"{number}{check}"


def write_register(folder: Path, rows: int) -> list[Path]:
    """The four files of `rows` made-up firms: 1.2 states and 4.8 activities each, a statement for every fourth."""
    names = ("od_firme.csv", "od_stare_firma.csv", "od_caen_autorizat.csv", "web_bl_bs_sl_an2024.txt")
    paths = [folder / name for name in names]
    if all(path.exists() for path in paths):
        return paths
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(4)
    firms, states, activities, statements = (path.open("w", encoding="utf-8", newline="") for path in paths)
    with firms, states, activities, statements:
        firms.write(f"\ufeff{FIRMS}\r\n")
        states.write("COD_INMATRICULARE^COD\r\n")
        activities.write("COD_INMATRICULARE^COD_CAEN_AUTORIZAT^VER_CAEN_AUTORIZAT\r\n")
        for number in range(rows):
            key, cui = f"J{number % 40 + 1}/{number}/2015", fiscal_code(10_000_000 + number)
            county = COUNTIES[chance.randrange(10)]
            web = f"www.firma{number}.example.ro" if number % 20 == 0 else ""
            name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number} S.R.L."
            firms.write(
                f"{name}^{cui}^{key}^12/02/2015^ROONRC.{key}^SRL^România^{county}^Municipiul {county}^Str. Lungă"
                f"^{number % 200}^^^^^40{number % 10000:04d}^^^{web}^\r\n"
            )
            states.write(f"{key}^{'1048' if number % 5 else '1084'}\r\n")
            for code in chance.sample(CODES, 4 + (number % 5 > 0)):
                activities.write(f"{key}^{code}^{2 + number % 2}\r\n")
            if number % 4 == 0:
                size = chance.randrange(1, 400)
                values = ["0"] * 20
                values[12], values[19] = str(size * 90_000), str(size)
                statements.write(f"{cui},{CODES[number % 12]},{','.join(values)}\r\n")
    return paths


def measure_load(rows: int, folder: Path, home: Path) -> None:
    """Load a register in a process of its own, which tells its largest memory."""
    paths = write_register(folder / f"register-{rows}", rows)
    environment = {**os.environ, "FILON_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "FILON_LOG_LEVEL": "ERROR"}
    console = [sys.executable, "-m", "filon.config.console"]
    subprocess.run([*console, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    began = time.perf_counter()
    command = [*console, "directory", "load", *map(str, paths)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size = sum(path.stat().st_size for path in (home / "directory").glob("*.sqlite3")) / 2**20
    print(f"load of {rows:,}: {seconds:.1f} s, {megabytes:.0f} MB of memory, {size:.0f} MB on disk", flush=True)


def enter(home: Path) -> None:
    """Be the house in `home`."""
    os.environ.update(FILON_HOME=str(home), DJANGO_SETTINGS_MODULE="filon.config.settings", FILON_LOG_LEVEL="ERROR")
    sys.path.insert(0, str(ROOT / "src"))
    import django  # noqa: PLC0415 - where the files lie must be known before

    django.setup()


def multiply(small: Path, rows: int) -> str:
    """A file of `rows` companies, made of the loaded one by repeating it under other keys and other chances."""
    from filon.leadmining.directory import store  # noqa: PLC0415

    name = f"bench-{rows}.sqlite3"
    place = store.folder() / name
    if place.exists():
        return name
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(small, place)
    with closing(sqlite3.connect(place, isolation_level=None)) as database:
        database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN"
        )
        for (index,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall():
            database.execute(f"DROP INDEX {index}")
        columns = [row[1] for row in database.execute("PRAGMA table_info(company)")]
        (there,) = database.execute("SELECT count(*) FROM company").fetchone()
        (highest,) = database.execute("SELECT max(id) FROM company").fetchone()
        for turn in range(1, rows // there + 1):
            other = {
                "id": f"id + {turn * highest}",
                "chance": "abs(random()) % 4294967296",
                "source_key": f"source_key || '-{turn}'",
                "name_key": f"name_key || ' {turn}'",
            }
            values = ", ".join(other.get(column, column) for column in columns)
            limit = min(there, rows - turn * there)
            database.execute(f"INSERT INTO company SELECT {values} FROM company WHERE id <= {highest} LIMIT {limit}")
        for statement in store.INDEXES:
            database.execute(statement)
        database.execute("COMMIT")
        database.execute("ANALYZE")
    return name


def measure_search(file: str) -> None:
    """Count and fetch by the queries that people write."""
    from filon.leadmining.directory.searching import Query, count, pick  # noqa: PLC0415

    trade, wide = Query(countries=("RO",), industries=("software-it",)), Query(countries=("RO",))
    queries = {
        "country": wide,
        "country and industry": trade,
        "two industries, a county": Query(
            countries=("RO",), industries=("software-it", "construction"), states=("RO-CJ",)
        ),
        "with a website": Query(countries=("RO",), industries=("software-it",), has_website=True),
        "with an e-mail address (none has)": Query(countries=("RO",), industries=("software-it",), has_email=True),
        "by size": Query(countries=("RO",), industries=("software-it",), size_min=390, size_max=400),
        "by legal form (none has)": Query(countries=("RO",), industries=("software-it",), legal_forms=("SA",)),
        "by words (few)": Query(countries=("RO",), industries=("software-it",), text="alfa 12345"),
        "by a word that many names have, and size": Query(countries=("RO",), text="alfa", size_min=250, size_max=394),
        "by that word, and a size that hardly any has": Query(
            countries=("RO",), text="alfa", size_min=399, size_max=10_000_000
        ),
        "by that word, and legal form": Query(countries=("RO",), text="alfa", legal_forms=("SRL",)),
        "by that word, and legal form (none has)": Query(countries=("RO",), text="alfa", legal_forms=("SA",)),
        "by words (none)": Query(countries=("RO",), industries=("software-it",), text="xyz"),
    }
    for name, query in queries.items():
        counted = timed(lambda query=query: count([file], query))
        picked = timed(lambda query=query: list(itertools.islice(pick([(1, file)], query, seed=7), 200)))
        total = count([file], query).total
        print(f"{name}: {total:,} · count {counted:.1f} ms · 200 hits {picked:.1f} ms", flush=True)


def timed(work: Callable[[], object]) -> float:
    """The median of five runs, in milliseconds."""
    taken = []
    for _run in range(5):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Measure what was asked for; the files of the largest are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--load", type=int, default=1_000_000)
    parser.add_argument("--search", type=int, default=4_200_000)
    parser.add_argument("--anew", action="store_true", help="load once more, though a loaded file is there")
    parser.add_argument("--folder", type=Path, default=KEPT)
    typed = parser.parse_args()
    home = typed.folder / f"home-{typed.load}"
    if typed.anew or not list((home / "directory").glob("*.sqlite3")):
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(typed.folder / "home-of-many", ignore_errors=True)  # made of the old file
        measure_load(typed.load, typed.folder, home)
    enter(typed.folder / "home-of-many")
    measure_search(multiply(next((home / "directory").glob("*.sqlite3")), typed.search))


if __name__ == "__main__":
    main()
