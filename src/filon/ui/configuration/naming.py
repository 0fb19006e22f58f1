"""Services for small configuration tables whose rows are a name, perhaps with a colour or a place in an order.

A row has `name` (a `TranslatedTextField`), and if it likes `sort_key`, `is_active`, `colour` (1 to 10) and `sequence`.
The name is written in the language of the moment; other languages fall back to it.
"""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from filon.core.deleting import delete_or_explain
from filon.core.exceptions import Conflict, DomainError
from filon.core.fields import translated
from filon.core.normalising import comma_below, folded, sort_key
from filon.ui import formatting
from filon.ui.configuration.declaration import ConfigurationList

LONGEST = 60
ALIKE_FROM = 3


@transaction.atomic
def create_named(*, actor: Any, declared: ConfigurationList, name: str, colour: int | None = None) -> Any:
    """Add a row called `name`; in an ordered table it comes last."""
    declared.require(actor)
    _tell(declared, "create")
    row: Any = declared.model(**declared.defaults())
    row.name = {_language(): _checked(declared, name)}
    if declared.has_colour:
        row.colour = _colour(colour)
    if declared.is_ordered:
        row.sequence = (_rows(declared).aggregate(last=Max("sequence"))["last"] or 0) + 1
    _sorted(row)
    row.save()
    return row


@transaction.atomic
def rename_named(*, actor: Any, declared: ConfigurationList, pk: int, name: str) -> Any:
    """Give a row another name in the language of the moment."""
    declared.require(actor)
    _tell(declared, "rename")
    row = _locked(declared, pk)
    row.name = {**row.name, _language(): _checked(declared, name, besides=pk)}
    _sorted(row)
    row.save()
    return row


@transaction.atomic
def colour_named(*, actor: Any, declared: ConfigurationList, pk: int, colour: int) -> Any:
    """Give a row another of the ten colours."""
    declared.require(actor)
    _tell(declared, "colour")
    row = _locked(declared, pk)
    row.colour = _colour(colour)
    row.save(update_fields=["colour"])
    return row


@transaction.atomic
def archive_named(*, actor: Any, declared: ConfigurationList, pk: int, is_active: bool) -> Any:
    """Offer a row no longer, or again; what uses it keeps it."""
    declared.require_settling(actor)
    _tell(declared, "restore" if is_active else "archive")
    row = _locked(declared, pk)
    row.is_active = is_active
    row.save(update_fields=["is_active"])
    return row


@transaction.atomic
def order_named(*, actor: Any, declared: ConfigurationList, ids: Sequence[int]) -> None:
    """Put the rows into the order of `ids`; rows that are not named come after them, as they stood."""
    declared.require(actor)
    _tell(declared, "order")
    rows = {row.pk: row for row in _rows(declared).select_for_update().order_by("sequence", "pk")}
    named = [pk for pk in dict.fromkeys(ids) if pk in rows]
    for place, pk in enumerate([*named, *(pk for pk in rows if pk not in named)], start=1):
        if rows[pk].sequence != place:
            rows[pk].sequence = place
            rows[pk].save(update_fields=["sequence"])


@transaction.atomic
def delete_named(*, actor: Any, declared: ConfigurationList, pk: int) -> str:
    """Delete a row that nothing uses, and give its name; otherwise say where it is used."""
    declared.require_settling(actor)
    _tell(declared, "delete")
    row = _locked(declared, pk)
    name = translated(row.name)
    uses = uses_of(declared, [pk]).get(pk, "")
    if uses:
        raise Conflict(_in_use(name, uses))
    delete_or_explain(row, called=name)
    return name


def uses_of(declared: ConfigurationList, ids: Sequence[int]) -> dict[int, str]:
    """Where each row is used, in words: „128 de oportunități”. One query for each kind of use."""
    words: dict[int, list[str]] = {}
    for use in declared.uses:
        counted = use.rows().filter(**{f"{use.field}__in": ids}).order_by().values(use.field).annotate(uses=Count("pk"))
        for row in counted:
            words.setdefault(row[use.field], []).append(
                str(use.noun % {"n": row["uses"], "shown": formatting.number(row["uses"])})
            )
    return {pk: ", ".join(texts) for pk, texts in words.items()}


def similar_to(declared: ConfigurationList, typed: str) -> list[Any]:
    """Up to three rows that whoever types a new name may have meant: their names begin with the same letters."""
    wanted = folded(typed)
    if len(wanted) < ALIKE_FROM:
        return []
    start = wanted[: max(ALIKE_FROM, len(wanted) * 2 // 3)]
    named = ((row, [folded(text) for text in row.name.values()]) for row in _rows(declared))
    alike = (row for row, texts in named if any(text.startswith(start) or wanted.startswith(text) for text in texts))
    return list(islice(alike, 3))


def _in_use(name: str, uses: str) -> str:
    return _("“%(name)s” is used (%(uses)s), so it cannot be deleted. Archive it: it is then offered no longer.") % {
        "name": name,
        "uses": uses,
    }


def _tell(declared: ConfigurationList, act: str) -> None:
    if declared.tells is not None:
        declared.tells(act)


def _rows(declared: ConfigurationList) -> Any:
    return declared.model._default_manager.all()


def _locked(declared: ConfigurationList, pk: int) -> Any:
    row = _rows(declared).select_for_update().filter(pk=pk).first()
    if row is None:
        raise Conflict(_("This entry has been deleted meanwhile."))
    return row


def _sorted(row: Model) -> None:
    if hasattr(row, "sort_key"):
        row.sort_key = sort_key(translated(getattr(row, "name")))  # noqa: B009 -- any model with a name


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def _checked(declared: ConfigurationList, name: str, *, besides: int | None = None) -> str:
    text = " ".join(comma_below(name).split())
    if not text:
        raise DomainError(_("Type a name."), field="name")
    if len(text) > LONGEST:
        raise DomainError(_("A name has at most %(longest)d characters.") % {"longest": LONGEST}, field="name")
    if declared.check is not None:
        declared.check(text)
    for row in _rows(declared).exclude(pk=besides):
        if folded(text) in {folded(other) for other in row.name.values()}:
            raise Conflict(_("“%(name)s” exists already.") % {"name": translated(row.name)}, field="name")
    return text


def _colour(colour: int | None) -> int:
    if colour is not None and colour not in range(1, 11):
        raise DomainError(_("Choose one of the ten colours."), field="colour")
    return colour or 1
