"""What an undo must know about models whose rows it writes past their services."""

from collections.abc import Callable, Iterable

from django.db.models import Model

from filon.history.batching import batched

Recompute = Callable[[Iterable[int]], object]
Objections = Callable[[Iterable[int]], dict[int, str]]

_recomputing: dict[type[Model], list[Recompute]] = {}
_wholes: dict[type[Model], type[Model]] = {}
_objecting: dict[type[Model], list[Objections]] = {}
_whose: dict[type[Model], set[str]] = {}


def register_derived(model: type[Model], recompute: Recompute) -> None:
    """After an undo has written rows of `model`, call `recompute` with their ids to make derived columns anew."""
    _recomputing.setdefault(model, []).append(recompute)


def register_part(model: type[Model], whole: type[Model]) -> None:
    """Rows of `whole` are derived from rows of `model`, whose root they are, as a total is from its lines."""
    _wholes[model] = whole


def whole_of(model: type[Model]) -> type[Model] | None:
    """What is derived from rows of `model`, if anything is."""
    return _wholes.get(model)


def register_irreversible(model: type[Model], objections: Objections, whose: Iterable[str] = ()) -> None:
    """Some changes of `model` cannot be undone (a mail that was sent): `objections` gives them by id, in a sentence.

    Whose a row is, is not final: what touched only its columns `whose`, as a merge does, is undone all the same.
    """
    _objecting.setdefault(model, []).append(objections)
    _whose.setdefault(model, set()).update(whose)


def is_only_whose(model: type[Model], columns: Iterable[str]) -> bool:
    """Whether a change of these columns says only whose a row of `model` is."""
    return set(columns) <= _whose.get(model, set())


def recompute(model: type[Model], ids: Iterable[int]) -> None:
    """Make the derived columns of these rows anew."""
    for some in batched(ids):
        for each in _recomputing.get(model, ()):
            each(some)


def objections(model: type[Model], ids: Iterable[int]) -> dict[int, str]:
    """The rows whose changes must stand, each with the reason in words."""
    return {
        row: sentence
        for some in batched(ids)
        for each in _objecting.get(model, ())
        for row, sentence in each(some).items()
    }
