"""Large sets of keys, a few hundred at a time, as both engines like them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
SIZE = 500


def batched(keys: Iterable[T]) -> Iterator[list[T]]:
    """The keys in lists of at most `SIZE`, in order."""
    rest = iter(keys)
    while some := list(islice(rest, SIZE)):
        yield some
