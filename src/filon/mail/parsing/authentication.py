"""What mail servers found out about a sender: Authentication-Results (RFC 8601)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

METHODS = ("spf", "dkim", "dmarc", "arc")
_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"^\s*(spf|dkim|dmarc|arc)\s*=\s*([a-z]+)\b(.*)$", re.IGNORECASE | re.DOTALL)
_MOST = 20


@dataclass(frozen=True)
class Verdict:
    """One result: who says so, by which method (`spf`, `dkim`, `dmarc`), what (`pass`, `fail`, …), and about what."""

    server: str
    method: str
    result: str
    about: str = ""


def verdicts(headers: Iterable[tuple[str, str]]) -> tuple[Verdict, ...]:
    """The results in the Authentication-Results headers, the topmost first."""
    found: list[Verdict] = []
    for name, value in headers:
        if name.lower() == "authentication-results":
            server, *results = _COMMENT.sub(" ", value[:4096]).split(";")
            matches = (_RESULT.match(text) for text in results)
            writer = (server.split() or [""])[0].lower()
            found += [
                Verdict(writer, match[1].lower(), match[2].lower(), " ".join(match[3].split())[:200])
                for match in matches
                if match
            ]
    return tuple(found[:_MOST])
