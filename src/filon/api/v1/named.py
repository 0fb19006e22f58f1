"""Rows of configuration lists by program: how they are added, switched and deleted, the same for all."""

from typing import Any

from filon.accounts.models import User
from filon.api.listing import Filter, Listing, named_like
from filon.api.problems import Json
from filon.api.v1.schemas import names
from filon.ui.configuration import ConfigurationList, naming


def listing(**filters: Filter) -> Listing:
    """How such rows are listed: as people ordered them, the archived ones when asked for, found by their names."""
    return Listing(
        filters=filters,
        order={"id": "pk", "sequence": "sequence", "name": "sort_key"},
        usual_order="sequence",
        archive="is_active",
        search=named_like,
    )


def added(declared: ConfigurationList, user: User, values: Json) -> Any:
    """A new row at the end of the list, by its first name; the rest is for a change that follows."""
    texts = [text for text in names(values["name"]).values() if text.strip()]
    return naming.create_named(actor=user, declared=declared, name=(texts or [""])[0])


def switched(declared: ConfigurationList, user: User, row: Any, *, active: bool) -> Any:
    """The row, archived or brought back where that is new."""
    if active == row.is_active:
        return row
    return naming.archive_named(actor=user, declared=declared, pk=row.pk, is_active=active)


def removed(declared: ConfigurationList, user: User, row: Any) -> None:
    """Delete a row that nothing uses."""
    naming.delete_named(actor=user, declared=declared, pk=row.pk)
