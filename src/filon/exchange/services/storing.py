"""Writing rows through the services of their room; a refusal rejects the row it is about, and no other."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.exchange.choices import Outcome
from filon.exchange.declaring import Exchangeable, Values
from filon.exchange.services.converting import Line


def store(declared: Exchangeable, lines: Sequence[Line], actor: User) -> None:
    """Update the stored rows that were found, and add the others, all in a few statements where none is refused."""
    for line in lines:
        if line.is_open and line.row is not None:
            _update(declared, line, actor)
    _create(declared, [line for line in lines if line.is_open], actor)


def _update(declared: Exchangeable, line: Line, actor: User) -> None:
    changed = {key: value for key, value in line.values.items() if key != "id" and _differs(declared, line, key, value)}
    if not changed:
        line.outcome = Outcome.UNCHANGED
        return
    try:
        with transaction.atomic():
            declared.update(actor, line.row, changed)
    except DomainError as refusal:
        _refuse(declared, line, refusal)
    else:
        line.outcome = Outcome.UPDATED


def _differs(declared: Exchangeable, line: Line, key: str, value: Any) -> bool:
    column = declared.column(key)
    if column is None:
        return False
    present = column.value_of(line.row)
    if isinstance(value, list):
        return sorted(map(str, value)) != sorted(map(str, present or []))
    return bool(value != present)


def _create(declared: Exchangeable, lines: Sequence[Line], actor: User) -> None:
    """All at once; when one is refused, the halves, until it stands alone with its reason."""
    if not lines:
        return
    items: list[Values] = [{key: value for key, value in line.values.items() if key != "id"} for line in lines]
    try:
        with transaction.atomic():
            made = declared.create(actor, items)
    except DomainError as refusal:
        if len(lines) == 1:
            _refuse(declared, lines[0], refusal)
            return
        half = len(lines) // 2
        _create(declared, lines[:half], actor)
        _create(declared, lines[half:], actor)
        return
    for line, row in zip(lines, made, strict=True):
        line.row, line.outcome = row, Outcome.CREATED


def _refuse(declared: Exchangeable, line: Line, refusal: DomainError) -> None:
    for key, sentence in refusal.errors.items():
        column = declared.column(key)
        line.reject(str(sentence), column.label if column else "")
