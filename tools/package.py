"""Make the wheel, with the built front end and the compiled catalogues in it, and try it as a user would.

python tools/package.py          build/package/filon-….whl, tried in an environment of its own without Node
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "package"
WANTED = ("ui/static/ui/dist/app.js", "locale/ro/LC_MESSAGES/django.mo", "guide/pages/ro/", "templates/ui/base.html")
START = 240


def main() -> int:
    """Build, look into it, install it in an empty environment, start it in an empty folder."""
    shutil.rmtree(TARGET, ignore_errors=True)
    for step in (["tools/build_front_end.py"], ["tools/messages.py", "compile"]):
        subprocess.run([sys.executable, *step], cwd=ROOT, check=True)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(TARGET), "."], cwd=ROOT, check=True
    )
    wheel = next(TARGET.glob("*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    if missing := [part for part in WANTED if not any(part in name for name in names)]:
        print(f"The wheel has no {', '.join(missing)}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        answer = tried(wheel, Path(folder))
    print(f"{wheel.relative_to(ROOT)}: {wheel.stat().st_size / 1e6:.1f} MB; installed and started, it answers {answer}")
    return 0


def tried(wheel: Path, folder: Path) -> str:
    """What /healthz says of the wheel, installed in a new environment and started in an empty folder."""
    venv.create(folder / "environment", with_pip=True)
    commands = folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(commands / "python"), "-I", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "runtime.lock")], check=True)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
    environment = {"PATH": str(commands), "FILON_HOME": str(folder / "home"), "FILON_PORT": "0"}
    environment |= {"FILON_SMTP_PORT": "0", "FILON_LMTP_PORT": "0"}
    said = folder / "said"
    with said.open("w") as output:
        process = subprocess.Popen(
            [str(commands / "filon"), "serve"], env=environment, cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        with urllib.request.urlopen(f"{address(process, said)}/healthz", timeout=10) as answer:
            return str(answer.read().decode())
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def address(process: "subprocess.Popen[bytes]", said: Path) -> str:
    """The address in the link that the first start prints."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and process.poll() is None:
        if "http://" in said.read_text():
            return "http://" + said.read_text().split("http://", 1)[1].split("/", 1)[0]
        time.sleep(0.2)
    raise SystemExit(f"The wheel does not start:\n{said.read_text()}")


if __name__ == "__main__":
    sys.exit(main())
