"""Make the pictures of the documentation anew, from the journeys: they cannot go stale."""

import shutil
import sys
from pathlib import Path

from suite import browser

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "src" / "filon" / "guide" / "static" / "guide" / "pictures"
PICTURES = {"board-light": "board.png", "opportunity-light": "opportunity.png", "board-dark": "board-dark.png"}


def main() -> int:
    """Run the journeys and take over the pictures that the documentation shows."""
    code = browser()
    images = ROOT / "docs" / "images"
    images.mkdir(parents=True, exist_ok=True)
    for name, image in PICTURES.items():
        taken = ROOT / "build" / "screenshots" / f"{name}.png"
        if taken.exists():
            shutil.copyfile(taken, images / image)
    for taken in sorted((ROOT / "build" / "screenshots" / "guide").glob("*/*.jpg")):
        shutil.copyfile(taken, GUIDE / taken.parent.name / taken.name)
    return code


if __name__ == "__main__":
    sys.exit(main())
