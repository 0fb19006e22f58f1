"""Lock the dependencies anew, with hashes, for every platform and Python from 3.11 on.

The development lock is held to the versions of the runtime lock, so tests run what is shipped.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = ["pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet"]


def main() -> int:
    """Write both lock files."""
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    for name, held in (("runtime", []), ("development", ["-c", "requirements/runtime.lock"])):
        sources = [f"requirements/{name}.in", "-o", f"requirements/{name}.lock"]
        subprocess.run([sys.executable, "-m", "uv", *COMPILE, *held, *sources], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
