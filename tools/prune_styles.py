"""Leave out of a library's style sheet what no page can use: rules for classes that appear nowhere in our sources.

Every word of our templates, scripts and Python files counts as a class that may be used, so this errs on the side of
keeping. Rules without classes, variables, fonts and animations stay.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
WORD = re.compile(r"[A-Za-z_-][\w-]*")
NEGATION = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
GROUPS = ("@media", "@supports", "@container", "@layer")


def words_of(paths: Iterable[Path]) -> frozenset[str]:
    """Every word in these files."""
    return frozenset(word for path in paths for word in WORD.findall(path.read_text(encoding="utf-8")))


def classes_of(css: str) -> frozenset[str]:
    """Every class that a style sheet knows."""
    return frozenset(name.replace("\\", "") for name in CLASS.findall(css))


def pruned(css: str, words: frozenset[str]) -> str:
    """`css` without the rules whose selectors all need a class that is not among `words`."""
    return "".join(_kept(COMMENT.sub("", css), words))


def _kept(css: str, words: frozenset[str]) -> Iterator[str]:
    for prelude, body in _blocks(css):
        head = prelude.strip()
        if body is None:
            yield f"{head};"
        elif head.startswith(GROUPS):
            inside = "".join(_kept(body, words))
            if inside:
                yield f"{head}{{{inside}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        else:
            selectors = [one for one in _selectors(head) if _is_usable(one, words)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """The statements at the outermost level: what stands before the brace, what is inside; None for `@import …;`."""
    start = at = 0
    while at < len(css):
        character = css[at]
        if character in "\"'":
            at = _past_string(css, at)
        elif character == ";":
            yield css[start:at], None
            start = at = at + 1
        elif character == "{":
            end = _closing(css, at)
            yield css[start:at], css[at + 1 : end]
            start = at = end + 1
        else:
            at += 1


def _closing(css: str, at: int) -> int:
    """Where the brace that opens at `at` is closed."""
    depth = 0
    while at < len(css):
        if css[at] in "\"'":
            at = _past_string(css, at)
            continue
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        if depth == 0:
            return at
        at += 1
    raise ValueError("a brace is never closed")


def _past_string(css: str, at: int) -> int:
    quote = css[at]
    at += 1
    while css[at] != quote:
        at += 2 if css[at] == "\\" else 1
    return at + 1


def _selectors(head: str) -> list[str]:
    """The selectors of a rule, split at the commas that are not inside parentheses or brackets."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(head):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if character == "," and depth == 0:
            found.append(head[start:at].strip())
            start = at + 1
    return [*found, head[start:].strip()]


def _is_usable(selector: str, words: frozenset[str]) -> bool:
    required = NEGATION.sub("", selector)
    if ":is(" in required or ":where(" in required:
        required = re.sub(r":(?:is|where)\((?:[^()]|\([^()]*\))*\)", "", required)
    return all(name.replace("\\", "") in words for name in CLASS.findall(required))
