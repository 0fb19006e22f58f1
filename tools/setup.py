"""Make this checkout ready to run, with nothing but Python 3.11 and make on the machine.

    python3 tools/setup.py          an environment in .venv with the product and its built front end
    python3 tools/setup.py --tests  besides, what the tests need: development packages, PostgreSQL, Chromium

Standard library only. What is fresh is skipped, so it may run before every command.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")


class SetupFault(Exception):
    """The set-up cannot go on; the text is one sentence that says what to do."""


def say(text: str) -> None:
    """One progress line."""
    print(text, flush=True)


def run(command: list[str], what: str, **environment: str) -> None:
    """Run a command quietly; when it fails show what it said."""
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise SetupFault(f"{what} failed; what it said stands above.")


def is_root() -> bool:
    """Whether system packages may be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt(*packages: str) -> bool:
    """Install Debian packages, when this is Debian and we are root; says whether that was done."""
    if not (is_root() and shutil.which("apt-get")):
        return False
    say(f"Installing {', '.join(packages)} from the system's packages…")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with no_services():
        try:
            run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], "apt-get", **quiet)
        except SetupFault:
            run(["apt-get", "update", "-qq"], "apt-get update", **quiet)
            run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], "apt-get install", **quiet)
    return True


@contextmanager
def no_services() -> Iterator[None]:
    """Let packages start no service of this machine: the tests start their own, on free ports of loopback."""
    policy = Path("/usr/sbin/policy-rc.d")
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink(missing_ok=True)


def right_python() -> str:
    """This Python if it is new enough, else a newer one on this machine."""
    if sys.version_info >= OLDEST:
        return sys.executable
    found = next(filter(None, map(shutil.which, NEWER_PYTHONS)), None)
    if found is None:
        raise SetupFault(f"Filon needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    return found


def make_environment() -> None:
    """Make .venv, if it is not there."""
    if PYTHON.exists():
        return
    python = right_python()
    if python == sys.executable and importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        if not apt(f"python{version}-venv"):
            raise SetupFault(f"Python's module venv is missing; install the package python{version}-venv.")
    say("Making a Python environment in .venv…")
    shutil.rmtree(VENV, ignore_errors=True)
    run([python, "-m", "venv", str(VENV)], "python -m venv")


def stamped(name: str, *sources: Path) -> tuple[Path, str, bool]:
    """The stamp of a step, what it should hold for these sources, and whether it does."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes())
    stamp = VENV / f".filon-{name}"
    return stamp, digest.hexdigest(), stamp.exists() and stamp.read_text() == digest.hexdigest()


def install_packages(name: str) -> None:
    """Install a lock file with its hashes, unless the same was installed before."""
    stamp, wanted, is_fresh = stamped(name, ROOT / "requirements" / f"{name}.lock")
    if is_fresh:
        return
    say(f"Installing the {name} packages…")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--no-deps", "--require-hashes", "-r", f"requirements/{name}.lock"], "pip")
    stamp.write_text(wanted)


def install_filon() -> None:
    """Install this checkout itself, so that changes to it count at once."""
    stamp, wanted, is_fresh = stamped("package", ROOT / "pyproject.toml")
    if is_fresh:
        return
    say("Installing Filon…")
    run([str(PYTHON), "-m", "pip", "install", "--quiet", "--no-deps", "--editable", "."], "pip")
    stamp.write_text(wanted)


def compile_catalogues() -> None:
    """Compile the translations that are newer than their compiled form."""
    catalogues = (ROOT / "src").glob("filon/*/locale/*/LC_MESSAGES/django.po")
    compiled = [(path, path.with_suffix(".mo")) for path in catalogues]
    if all(mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime for po, mo in compiled):
        return
    say("Compiling the translations…")
    run([str(PYTHON), "tools/messages.py", "compile"], "tools/messages.py")


def build_front_end() -> None:
    """Fetch the locked front-end packages and bundle them; the tool itself skips what is fresh."""
    command = [str(PYTHON), "tools/build_front_end.py"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SetupFault("The front end could not be built; what it said stands above.")


def have_postgresql() -> None:
    """Have PostgreSQL's programs; the tests say loudly when they have to go without."""
    if shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return
    if not apt("postgresql"):
        say("*** PostgreSQL is not installed: its half of the tests will be left out. ***")


def have_dovecot() -> None:
    """Have Dovecot, as a mailbox that really speaks IMAP and POP3; without it those tests are left out."""
    try:
        if shutil.which("dovecot") or apt("dovecot-imapd", "dovecot-pop3d"):
            return
    except SetupFault as fault:
        say(str(fault))
    say("*** Dovecot is not installed: the tests of mailboxes will be left out. ***")


def have_chromium() -> None:
    """Have a Chromium for the journeys: the system's, Debian's package when root, else Playwright's own."""
    if shutil.which("chromium") or (VENV / ".filon-chromium").exists():
        return
    if apt("chromium"):
        return
    say("Fetching Chromium for the browser tests…")
    try:
        run([str(PYTHON), "-m", "playwright", "install", "chromium"], "playwright install chromium")
    except SetupFault:
        say("*** Chromium could not be fetched: the browser tests will fail. ***")
        return
    (VENV / ".filon-chromium").touch()


def set_up(for_tests: bool) -> None:
    """All steps in their order."""
    make_environment()
    install_packages("runtime")
    if for_tests:
        install_packages("development")
        have_postgresql()
        have_dovecot()
        have_chromium()
    install_filon()
    build_front_end()
    compile_catalogues()


def main() -> int:
    """Set up, and say in one sentence what is in the way."""
    started = time.monotonic()
    try:
        set_up(for_tests="--tests" in sys.argv[1:])
    except SetupFault as fault:
        print(fault, file=sys.stderr)
        return 1
    seconds = time.monotonic() - started
    if seconds > 3:
        say(f"Set up in {seconds:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
