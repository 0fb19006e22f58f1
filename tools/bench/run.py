"""The benchmark: seed a house, measure the work that people wait for, beside the raw SQL of the same work.

    python tools/bench/run.py --size 200000 --engine both
    python tools/bench/run.py --size 200000 --engine sqlite --serving    besides, the running product
    python tools/bench/run.py --reminding                                only 5,000 reminders of one minute, by mail

Databases stay in `.bench/`, so that only the first run seeds. A shared machine's clock wanders by two: judge the
ratios (to raw SQL, to the loop), the rows read and the growth, not the milliseconds.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import reporting

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from postgres import NoPostgres, cluster, free_port  # noqa: E402 - a neighbour folder of scripts

KEPT = ROOT / ".bench"
POSTGRESQL = {
    "shared_buffers": "1GB",
    "work_mem": "32MB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "max_wal_size": "4GB",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
}


def filon(environment: dict[str, str], *typed: str) -> None:
    """Run a command of Filon and show what it says."""
    subprocess.run([sys.executable, "-m", "filon.config.console", *typed], env=environment, check=True)


def environment_of(folder: Path) -> dict[str, str]:
    """The environment of a house that lives in `folder`."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("FILON_", "DATABASE_"))}
    return {
        **inherited,
        "PYTHONPATH": str(ROOT / "src"),
        "FILON_HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "filon.config.settings",
        "FILON_STATIC_ROOT": str(KEPT / "static"),
        "FILON_LOG_LEVEL": "ERROR",
        "FILON_LANGUAGE": "ro",
    }


@contextmanager
def house(name: str, engine: str, *wanted: str) -> Iterator[dict[str, str]]:
    """The environment of the house `name`, seeded as `wanted` says to `filon manage seed` when it is not there."""
    folder = KEPT / name
    stamp = folder / "seeded"
    if stamp.exists() and stamp.read_text() != tables():
        shutil.rmtree(folder)  # of a version with other tables
    folder.mkdir(parents=True, exist_ok=True)
    environment = environment_of(folder)
    with ExitStack() as stack:
        if engine == "postgresql":
            environment["DATABASE_URL"] = stack.enter_context(cluster(folder / "cluster", POSTGRESQL))
        if not stamp.exists():
            print(f"Seeding {folder}…", flush=True)
            filon(environment, "migrate")
            filon(environment, "manage", "seed", *wanted)
            stamp.write_text(tables())
        yield environment


def tables() -> str:
    """A hash over all migrations and over the seeding."""
    digest = hashlib.sha256()
    for pattern in ("filon/*/migrations/*.py", "filon/config/seeding/*.py"):
        for path in sorted((ROOT / "src").glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def measure(engine: str, size: int, runs: int, serving: bool) -> None:
    """Measure one house, keep the figures and print them."""
    wanted = ("--opportunities", str(size), "--largest-share", "0.5")
    with house(f"{engine}-{size}", engine, *wanted) as environment:
        scripts = ["measure.py", *(["serving.py", "browsing.py"] if serving else [])]
        figures: dict[str, object] = {}
        for script in scripts:
            command = [sys.executable, str(Path(__file__).parent / script), "--runs", str(runs)]
            done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
            figures.update(json.loads(done.stdout))
    (KEPT / f"{engine}-{size}.json").write_text(json.dumps(figures, indent=1))
    small = KEPT / f"{engine}-10000.json"
    print(reporting.table(engine, size, figures, json.loads(small.read_text()) if small.exists() else {}), flush=True)


def remind(engine: str) -> None:
    """Measure reminders in an empty house, which is thrown away."""
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        environment = {**environment_of(Path(home)), "FILON_EMAIL_URL": f"smtp://127.0.0.1:{free_port()}"}
        if engine == "postgresql":
            environment["DATABASE_URL"] = stack.enter_context(cluster(settings=POSTGRESQL))
        subprocess.run([sys.executable, str(Path(__file__).parent / "reminding.py")], env=environment, check=True)


def main() -> int:
    """Measure what was asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--size", type=int, default=200_000, help="opportunities (200,000)")
    arguments.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    arguments.add_argument("--runs", type=int, default=40, help="times that each work is done (40)")
    arguments.add_argument("--serving", action="store_true", help="also start the product and measure it from outside")
    arguments.add_argument("--reminding", action="store_true", help="only the reminders of 5,000 meetings")
    chosen = arguments.parse_args()
    for engine in ("sqlite", "postgresql") if chosen.engine == "both" else (chosen.engine,):
        try:
            if chosen.reminding:
                remind(engine)
            else:
                measure(engine, chosen.size, chosen.runs, chosen.serving)
        except NoPostgres as fault:
            print(f"*** NOT MEASURED ON POSTGRESQL. {fault} ***")
    return 0


if __name__ == "__main__":
    sys.exit(main())
