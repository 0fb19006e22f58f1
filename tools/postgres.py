"""A private PostgreSQL cluster for tests and benchmarks, from the system's own programs.

    with cluster() as url: …        started when entered, stopped when left
    python tools/postgres.py        starts one and prints its address until interrupted

PostgreSQL refuses to run as root, so root hands the cluster to the user `postgres`.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "max_connections": "100",
    "shared_buffers": "256MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "jit": "off",
}


class NoPostgres(Exception):
    """The programs of PostgreSQL 15 or newer are not on this machine; the text says how to get them."""


def programs() -> Path:
    """The folder with `initdb` and `pg_ctl`."""
    found = shutil.which("initdb")
    candidates = [Path(found).parent] if found else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgres("PostgreSQL is not installed: install the package `postgresql` (15 or newer) to run these tests.")


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[str], folder: Path) -> None:
    as_postgres = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(folder)}
    subprocess.run(command, check=True, cwd=folder, env=environment, stdout=subprocess.DEVNULL, **as_postgres)  # type: ignore[call-overload]


@contextmanager
def cluster(folder: Path | None = None, settings: dict[str, str] | None = None) -> Iterator[str]:
    """Start a cluster and give the URL of its database; a given `folder` is kept, a temporary one is removed."""
    binaries, port = programs(), free_port()
    home = folder or Path(tempfile.mkdtemp(prefix="filon-postgres-"))
    home.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    data = home / "data"
    if not data.exists():
        _run([str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8"], home)
    options = " ".join(f"-c {name}={value}" for name, value in {**SETTINGS, **(settings or {})}.items())
    start = [str(binaries / "pg_ctl"), "-D", str(data), "-l", str(home / "log"), "-w", "start"]
    _run([*start, "-o", f"-p {port} -k {home} -h 127.0.0.1 {options}"], home)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run([str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"], home)
        if folder is None:
            shutil.rmtree(home, ignore_errors=True)


def main() -> int:
    """Run a cluster until interrupted."""
    try:
        with cluster() as url:
            print(url, flush=True)
            while True:
                time.sleep(3600)
    except NoPostgres as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
