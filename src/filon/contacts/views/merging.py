"""Choosing what a merged record becomes; rooms above use the same page for theirs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.contacts.models import Contact
from filon.contacts.services import merging
from filon.contacts.services.combining import Part, chosen, require_present, require_several
from filon.core.exceptions import DomainError
from filon.core.ids import ids_of
from filon.history.toasts import undo_toast
from filon.ui import formatting
from filon.ui.toasts import toast


@dataclass(frozen=True)
class Merging:
    """How records of one kind are merged: `rows` gives them in order of trust, or raises."""

    parts: Sequence[Part]
    rows: Callable[[User, list[int], int | None], list[Any]]
    merge: Callable[..., Any]
    url: Callable[[int], str]
    list_url: Callable[[], str]
    list_name: Any


@dataclass(frozen=True)
class Cell:
    """What one record says of a part."""

    pk: int
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Line:
    """A part with what each record says of it."""

    key: str
    label: str
    cells: list[Cell]


def merge_page(request: HttpRequest, how: Merging) -> HttpResponse:
    """Show the records side by side; or merge them as chosen and lead to what they became."""
    asked = request.POST if request.method == "POST" else request.GET
    ids = ids_of(asked.get("ids", "").split(","))
    kept = int(asked["kept"]) if asked.get("kept", "").isdecimal() else None
    user = signed_in(request)
    try:
        rows = how.rows(user, ids, kept)
        if request.method == "POST" and "merge" in request.POST:
            choices = {
                part.key: int(text) for part in how.parts if (text := request.POST.get(part.key, "")).isdecimal()
            }
            merged = how.merge(actor=user, ids=ids, kept=kept or rows[0].pk, choices=choices)
            undo_toast(request, _("They are one now: %(name)s.") % {"name": merged}, _("Undo the merge"))
            return redirect(how.url(merged.pk))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect(how.list_url())
    context = {
        "ids": ",".join(str(row.pk) for row in rows),
        "rows": rows,
        "lines": [line for part in how.parts if (line := _line(part, rows))],
        "list_url": how.list_url(),
        "list_name": how.list_name,
    }
    return render(request, "contacts/merge.html", context)


def _line(part: Part, rows: Sequence[Any]) -> Line | None:
    """The part, unless no record says anything of it."""
    first = chosen(part, rows, {})
    cells = [Cell(row.pk, _text(part, row), row is first) for row in rows]
    return Line(part.key, str(part.label), cells) if any(cell.text for cell in cells) else None


def _text(part: Part, row: Any) -> str:
    values = [getattr(row, name) for name in part.fields]
    if values[0] is True or values[0] is False:
        return _("yes") if values[0] else _("no")
    shown = [formatting.day(value) if hasattr(value, "isoformat") else str(value) for value in values if value]
    return ", ".join(shown)


def _contacts(user: User, ids: list[int], kept: int | None) -> list[Contact]:
    wanted = require_several(ids)
    found = list(
        Contact.objects.visible_to(user)
        .filter(pk__in=wanted)
        .select_related("company", "state", "country", "salesperson")
        .order_by("pk")
    )
    require_present(wanted, found)
    return merging.ranked(found, kept)


def _merge(*, actor: User, ids: list[int], kept: int, choices: dict[str, int]) -> Contact:
    return merging.merge_contacts(actor=actor, contacts=ids, kept=kept, choices=choices)


CONTACTS = Merging(
    parts=merging.PARTS,
    rows=_contacts,
    merge=_merge,
    url=lambda pk: reverse("contacts:contact", args=[pk]),
    list_url=lambda: reverse("contacts:contacts"),
    list_name=gettext_lazy("Customers"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_merge(request: HttpRequest) -> HttpResponse:
    """Merge contacts."""
    return merge_page(request, CONTACTS)
