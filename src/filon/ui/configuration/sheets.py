"""The page of one row of a configuration list: its form, and below it the parts that it is made of.

A room declares it as `Sheet`, beside the list. Whoever may change the list may change the row; every part is added,
changed and taken away on this page: `part` names the one that is written, `new` for another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.core.exceptions import DomainError, NotAllowed
from filon.core.ids import id_of
from filon.ui import toasts
from filon.ui.configuration.declaration import ConfigurationList
from filon.ui.configuration.views import may_settle
from filon.ui.forms import refuse_unchosen, show_refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class SheetForm(forms.Form):
    """What is typed about `row`, or about its `part` (None for a new one). `save` calls a service."""

    hides_required = True

    def __init__(self, data: Any = None, *, user: Any, row: Any, part: Any = None, auto_id: str = "id_%s") -> None:
        self.user, self.row, self.part = user, row, part
        super().__init__(data, initial=self.values(), auto_id=auto_id)

    def values(self) -> dict[str, Any]:
        """What stands in the fields at first."""
        raise NotImplementedError

    def save(self) -> None:
        """Do what was typed. DomainError as the service raises it."""
        raise NotImplementedError


@dataclass(frozen=True)
class PartLine:
    """A part in words. One without `is_editable` is only taken away and written anew."""

    pk: int
    text: str
    detail: str = ""
    value: str = ""
    is_editable: bool = True


@dataclass(frozen=True)
class Parts:
    """The parts of a row: `rows` finds them, `lines` says them in words, `remove` and `move` are services."""

    title: "str | _StrPromise"
    empty: "str | _StrPromise"
    add: "str | _StrPromise"
    form: type[SheetForm]
    rows: Callable[[Any], Any]
    lines: Callable[[Any], Sequence[PartLine]]
    remove: Callable[[Any, Any], None]
    move: Callable[[Any, Any, int], None] | None = None


@dataclass(frozen=True)
class Sheet:
    """The page of a row of `declared`, whose list is at `list_url_name`."""

    declared: ConfigurationList
    list_url_name: str
    form: type[SheetForm]
    parts: Parts | None = None


def sheet_view(sheet: Sheet) -> Callable[..., HttpResponse]:
    """The view of a declared sheet, for `urls.py`."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        sheet.declared.require(request.user)
        row = get_object_or_404(sheet.declared.model, pk=pk)
        part = _part(sheet, row, request.POST.get("part") or request.GET.get("part", ""))
        if request.method == "POST" and part is not None and ({"remove", "move"} & request.POST.keys()):
            return _settle(request, sheet, part)
        about_part = "part" in request.POST
        form = sheet.form(request.POST if request.method == "POST" and not about_part else None, **_about(request, row))
        part_form = None
        if sheet.parts is not None:
            data = request.POST if about_part else None
            part_form = sheet.parts.form(data, **_about(request, row), part=part, auto_id="part_%s")
        bound = part_form if about_part and part_form is not None else form
        if bound.is_bound and _saved(request, bound):
            return redirect(request.path)
        return _show(request, sheet, row, form, part_form)

    return require_http_methods(["GET", "HEAD", "POST"])(view)


def _about(request: HttpRequest, row: Any) -> dict[str, Any]:
    return {"user": request.user, "row": row}


def _part(sheet: Sheet, row: Any, number: str) -> Any:
    pk = id_of(number)
    if sheet.parts is None or pk is None:
        return None
    return get_object_or_404(sheet.parts.rows(row), pk=pk)


def _saved(request: HttpRequest, form: SheetForm) -> bool:
    form.full_clean()
    refuse_unchosen(form)
    if form.errors:
        return False
    try:
        with transaction.atomic():
            form.save()
    except NotAllowed:
        raise
    except DomainError as refusal:
        show_refusal(form, refusal)
        return False
    toasts.done(request, _("Saved."))
    return True


def _settle(request: HttpRequest, sheet: Sheet, part: Any) -> HttpResponse:
    """Take a part away, or move it."""
    parts = sheet.parts
    assert parts is not None
    try:
        with transaction.atomic():
            if "remove" in request.POST:
                parts.remove(request.user, part)
            elif parts.move is not None:
                parts.move(request.user, part, -1 if request.POST["move"] == "-1" else 1)
    except NotAllowed:
        raise
    except DomainError as refusal:
        toasts.toast(request, str(refusal), kind="error")
    else:
        toasts.done(request, _("Taken away.") if "remove" in request.POST else _("The order is saved."))
    return redirect(request.path)


def _show(request: HttpRequest, sheet: Sheet, row: Any, form: SheetForm, part_form: SheetForm | None) -> HttpResponse:
    is_unsaved = form.is_bound or bool(part_form and part_form.is_bound)
    context = {
        "list": sheet.declared,
        "list_url": reverse(sheet.list_url_name),
        "row": row,
        "form": form,
        "parts": sheet.parts,
        "lines": sheet.parts.lines(row) if sheet.parts else (),
        "part_form": part_form,
        "is_archived": not getattr(row, "is_active", True),
        "may_settle": may_settle(sheet.declared, request.user),
    }
    return render(request, "ui/configuration/sheet.html", context, status=422 if is_unsaved else 200)
