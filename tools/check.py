"""Every check that needs no test: style, types, layers, templates, migrations, catalogues, sizes.

The checks run two at a time; a failed one prints what it said. The exit code is 1 when any failed.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
MANAGE = [PYTHON, "-m", "filon.config.console", "manage"]

CHECKS: dict[str, list[str]] = {
    # Without what it kept of an earlier tree: of a module that is gone it complains in dozens of files that are right.
    "types": [str(BIN / "mypy"), "--cache-dir", os.devnull],
    "style": [str(BIN / "ruff"), "check", "--quiet", "."],
    "format": [str(BIN / "ruff"), "format", "--quiet", "--check", "."],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "templates": [PYTHON, "tools/check_templates.py"],
    "template style": [str(BIN / "djlint"), "src", "--lint", "--quiet"],
    "system": [*MANAGE, "check", "--fail-level", "WARNING"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "catalogues": [PYTHON, "tools/messages.py", "check"],
    "sizes": [PYTHON, "tools/check_sizes.py"],
}


@dataclass(frozen=True)
class Result:
    """How one check went."""

    name: str
    seconds: float
    output: str
    passed: bool


def run(name: str, home: str) -> Result:
    """Run one check in an own data folder."""
    started = time.monotonic()
    environment = {**os.environ, "FILON_HOME": home, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": ""}
    done = subprocess.run(CHECKS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return Result(name, time.monotonic() - started, done.stdout + done.stderr, done.returncode == 0)


def main() -> int:
    """Run the checks named on the command line, or all."""
    names = sys.argv[1:] or list(CHECKS)
    with tempfile.TemporaryDirectory(prefix="filon-check-") as home, ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda name: run(name, home), names))
    for result in results:
        print(f"{'ok  ' if result.passed else 'FAIL'} {result.name} ({result.seconds:.1f} s)")
        if not result.passed:
            print(result.output.rstrip())
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
