"""The whole test suite, stage by stage: checks, rooms on SQLite, rooms on PostgreSQL, the browser.

    python tools/suite.py            everything, stopping at the first stage that fails
    python tools/suite.py sqlite     one stage: checks, sqlite, postgresql or browser

The last stage is pytest's, so its closing line ends the output.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from postgres import NoPostgres, cluster

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "--durations=5"]
# Tests that commit come last, for they empty the database: `load` keeps that order on each of the two workers.
ROOMS = [*PYTEST, "-n", "2", "--dist", "load", "-m", "not journey and not slow"]


# Each worker starts the product once for its files.
JOURNEYS = [*PYTEST, "-n", "2", "--dist", "loadfile", "-m", "journey and not slow", "tests"]


def run(command: list[str], **environment: str) -> int:
    """Run a command in the project's folder with its own view of the environment."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("FILON_", "DATABASE_"))}
    return subprocess.run(
        command, cwd=ROOT, env={**inherited, "PYTHONPATH": str(ROOT / "src"), **environment}, check=False
    ).returncode


def checks() -> int:
    """Style, types, layers, templates, migrations, catalogues, sizes."""
    return run([sys.executable, "tools/check.py"])


def sqlite() -> int:
    """Every room's tests on SQLite."""
    return run(ROOMS)


def postgresql() -> int:
    """Every room's tests on PostgreSQL, in a private cluster; without PostgreSQL one loud sentence."""
    try:
        with cluster() as url:
            return run(ROOMS, FILON_TEST_DATABASE_URL=url)
    except NoPostgres as error:
        print(f"\n*** NOT TESTED ON POSTGRESQL. {error} ***\n", flush=True)
        return 0


def browser() -> int:
    """The journeys in Chromium: Romanian on SQLite, English on PostgreSQL."""
    try:
        with cluster() as url:
            return run(JOURNEYS, FILON_JOURNEY_POSTGRESQL_URL=url)
    except NoPostgres:
        return run(JOURNEYS)


STAGES: dict[str, Callable[[], int]] = {
    "checks": checks,
    "sqlite": sqlite,
    "postgresql": postgresql,
    "browser": browser,
}


def main() -> int:
    """Run the stages named on the command line, or all of them."""
    names = sys.argv[1:] or list(STAGES)
    for name in names:
        print(f"\n=== {name}: {STAGES[name].__doc__}", flush=True)
        started = time.monotonic()
        code = STAGES[name]()
        if code:
            return code
        if name == names[-1]:
            break
        print(f"=== {name}: done in {time.monotonic() - started:.0f} s", flush=True, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
