"""The sizes we hold: files, functions, templates and JavaScript modules that fit in a head."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "filon"
FILE, FUNCTION, TEMPLATE, MODULE = 400, 40, 120, 150
KIT = 2500
KIT_PARTS = ("ui/lists/*.py", "ui/templates/ui/lists/*.html", "ui/static/ui/js/list*.js")


def lines_of(path: Path) -> int:
    """How many lines a text file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def long_functions(path: Path) -> Iterator[str]:
    """The functions of a Python file that are too long, without counting their docstring."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if ast.get_docstring(node) is not None:
                length -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
            if length > FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines, {FUNCTION} are allowed"


def faults() -> Iterator[str]:
    """Everything that is too long, in words."""
    for path in sorted(SOURCE.rglob("*")):
        if "migrations" in path.parts or "dist" in path.parts or not path.is_file():
            continue
        limit = {".py": FILE, ".html": TEMPLATE, ".js": MODULE}.get(path.suffix)
        if limit and lines_of(path) > limit:
            yield f"{path}: {lines_of(path)} lines, {limit} are allowed"
        if path.suffix == ".py":
            yield from long_functions(path)


def kit_lines() -> int:
    """How many lines the list kit has in all: Python, templates, scripts. Its limit is ADR 7."""
    return sum(lines_of(path) for pattern in KIT_PARTS for path in SOURCE.glob(pattern))


def main() -> int:
    """Print what is too long; 1 when anything is."""
    found = list(faults())
    if kit_lines() > KIT:
        found.append(f"the list kit has {kit_lines()} lines in all, {KIT} are allowed")
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
