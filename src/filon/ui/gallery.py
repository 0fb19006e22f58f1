"""The component gallery's shelves (development only): each room puts its own components on show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from filon.core.registry import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _nothing() -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Sample:
    """One component in every state. The template shows it with the values of `context`."""

    name: str
    title: "str | _StrPromise"
    template: str
    context: Callable[[], dict[str, Any]] = _nothing


samples: Registry[Sample] = Registry("sample")


def register_sample(sample: Sample) -> None:
    """Put a component on show at `/gallery/`."""
    samples.register(sample.name, sample)
