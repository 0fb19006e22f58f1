"""Rules for templates and scripts: what the content security policy forbids, and what we agreed on.

A page carries no script or style of its own, no `style` and no `on…` attribute, and every behaviour and icon that it
names exists.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOMS = Path(__file__).resolve().parent.parent / "src" / "filon"
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an htmx event attribute": re.compile(r"\bhx-on\b", re.IGNORECASE),
    "a javascript: address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "a script from elsewhere": re.compile(r"<(?:script|link|img)[^>]+(?:src|href)=[\"']?(?:https?:)?//", re.IGNORECASE),
    "a positive tabindex": re.compile(r"tabindex=[\"']?[1-9]"),
}
EVALUATED = re.compile(r"\beval\(|new Function\(|(?<!template)\.innerHTML\s*=|document\.write\(")
BEHAVIOUR = re.compile(r"data-behaviour=\"([^\"{}]*)\"")
ICON = re.compile(r"{%\s*icon\s+\"([^\"]+)\"")


def behaviours() -> set[str]:
    """The names of the behaviours that the bundle will know."""
    scripts = ROOMS.glob("*/static/*/js/*.js")
    return {path.stem for path in scripts if "export default" in path.read_text(encoding="utf-8")}


def icons() -> set[str]:
    """The icons of the sprite."""
    return set((ROOMS / "ui" / "icons.txt").read_text(encoding="utf-8").split())


def template_faults(text: str, known_behaviours: set[str], known_icons: set[str]) -> Iterator[tuple[int, str]]:
    """What is wrong with one template: line and words."""
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in FORBIDDEN.items():
            if pattern.search(line):
                yield number, f"{what} is not allowed"
        for match in BEHAVIOUR.finditer(line):
            for name in set(match[1].split()) - known_behaviours:
                yield number, f"no script is called {name}"
        for match in ICON.finditer(line):
            if match[1] not in known_icons:
                yield number, f"the icon {match[1]} is not in ui/icons.txt"


def script_faults(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with one script: line and words."""
    for number, line in enumerate(text.splitlines(), 1):
        if EVALUATED.search(line):
            yield number, "text must not become code or markup here"


def faults() -> Iterator[str]:
    """Everything that breaks a rule, in words."""
    known_behaviours, known_icons = behaviours(), icons()
    for path in sorted(ROOMS.glob("*/templates/**/*.html")):
        for number, fault in template_faults(path.read_text(encoding="utf-8"), known_behaviours, known_icons):
            yield f"{path}:{number}: {fault}"
    for path in sorted(ROOMS.glob("*/static/*/js/*.js")):
        for number, fault in script_faults(path.read_text(encoding="utf-8")):
            yield f"{path}:{number}: {fault}"


def main() -> int:
    """Print what breaks a rule; 1 when anything does."""
    found = list(faults())
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
