"""What `filon doctor` looks at. A room registers a check for what it is answerable for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from filon.core.registry import Registry


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report: what was looked at, whether it is well, and one sentence about it."""

    subject: str
    is_well: bool
    sentence: str


Check = Callable[[], Iterable[Finding]]

checks: Registry[Check] = Registry("check")


def register(name: str, check: Check) -> None:
    """Have `filon doctor` run `check`, which yields one finding for each thing it looked at and changes nothing."""
    checks.register(name, check)


def examine() -> Iterable[Finding]:
    """The findings of every check. A check that stumbles is itself a fault, and the others still run."""
    for name in checks.names():
        try:
            yield from checks[name]()
        except Exception as error:  # the doctor must report on a house in any state
            yield Finding(name, False, f"{type(error).__name__}: {error}".splitlines()[0])
