"""Deleting a record, or saying what holds it."""

from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.core.exceptions import Conflict
from filon.core.models import RecordModel
from filon.core.record_types import record_types

NAMED = 3


def delete_record(row: RecordModel) -> None:
    """Delete the record of `row` with all that hangs on it; Conflict names what still needs it."""
    delete_or_explain(row.record, called=str(row))


def delete_or_explain(row: Model, *, called: str) -> None:
    """Delete `row`, which people know as `called`; Conflict names what still needs it."""
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        raise Conflict(_sentence(called, list(error.protected_objects))) from error


def _sentence(called: str, holders: list[Any]) -> str:
    holders = list({(type(known), known.pk): known for known in map(_known, holders)}.values())
    named = ", ".join(_name(holder) for holder in islice(holders, NAMED))
    if len(holders) > NAMED:
        rest = len(holders) - NAMED
        named += ngettext(" and %(count)d more", " and %(count)d more", rest) % {"count": rest}
    return _("“%(name)s” cannot be deleted, because it is used by: %(holders)s. Archive it instead.") % {
        "name": called,
        "holders": named,
    }


def _known(holder: Any) -> Any:
    """What people know of a holder: the document in place of its line, as the history declares it."""
    root = getattr(getattr(holder, "History", None), "root", None) or "self"
    return holder if root == "self" else getattr(holder, root.removesuffix("_id"))


def _name(holder: Model) -> str:
    record_type = record_types.get(holder.record_kind) if isinstance(holder, RecordModel) else None
    kind = record_type.label if record_type else capfirst(holder._meta.verbose_name)
    title = record_type.title(holder) if record_type else str(holder)
    return _("%(kind)s “%(title)s”") % {"kind": kind, "title": title}
