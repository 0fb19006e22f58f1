"""The one view of a configuration list: its page, and what is done to its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError, NotAllowed
from filon.core.fields import translated
from filon.core.ids import id_of, ids_of
from filon.ui import toasts
from filon.ui.configuration import merging, naming
from filon.ui.configuration.declaration import ConfigurationList
from filon.ui.htmx import close_dialog, redirect, wants_fragment
from filon.ui.lists.look import Look, look_of

COLOURS = [str(colour) for colour in range(1, 11)]


@dataclass(frozen=True)
class ConfigurationRow:
    """A row as the page shows it; `cells` are (css, html) of the declared columns."""

    id: str
    name: str
    colour: str
    is_active: bool
    uses: str
    uses_url: str
    url: str
    cells: list[tuple[str, str]]


def configuration_view(declared: ConfigurationList) -> Callable[[HttpRequest], HttpResponse]:
    """The view of a declared configuration list, for `urls.py`."""

    def view(request: HttpRequest) -> HttpResponse:
        declared.require(request.user)
        if "similar" in request.GET:
            similar = naming.similar_to(declared, request.GET.get("name", ""))
            return render(request, "ui/configuration/similar.html", {"list": declared, "similar": similar})
        if "merge" in request.GET and request.method == "GET":
            return _ask_merge(request, declared)
        if request.method in ("GET", "HEAD"):
            return _show(request, declared)
        if request.method == "POST":
            return _act(request, declared)
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

    return view


def rows_of(declared: ConfigurationList, look: Look) -> list[ConfigurationRow]:
    """The rows, those in use before the archived ones."""
    found: list[Any] = list(declared.model._default_manager.select_related(*declared.related))
    found.sort(key=lambda row: not getattr(row, "is_active", True))
    uses = naming.uses_of(declared, [row.pk for row in found])
    return [
        ConfigurationRow(
            id=str(row.pk),
            name=translated(row.name),
            colour=str(getattr(row, "colour", "")),
            is_active=getattr(row, "is_active", True),
            uses=uses.get(row.pk, ""),
            uses_url=declared.uses_url(row.pk) if declared.uses_url else "",
            url=reverse(declared.url_name, args=[row.pk]) if declared.url_name else "",
            cells=[(column.cell.css, column.cell.html(row, look)) for column in declared.columns],
        )
        for row in found
    ]


def may_settle(declared: ConfigurationList, user: Any) -> bool:
    """Whether the menu of a row offers to archive, merge and delete it."""
    try:
        declared.require_settling(user)
    except NotAllowed:
        return False
    return True


def _show(request: HttpRequest, declared: ConfigurationList, *, typed: str = "", error: str = "") -> HttpResponse:
    template = "body" if wants_fragment(request) else "page"
    rows = rows_of(declared, look_of(request.user))
    used = [row.colour for row in rows]
    context = {
        "list": declared,
        "may_settle": may_settle(declared, request.user),
        "rows": rows,
        "colours": COLOURS,
        "chosen": request.POST.get("colour", "1") if error else min(COLOURS, key=used.count),
        "typed": typed,
        "error": error,
    }
    return render(request, f"ui/configuration/{template}.html", context, status=422 if error else 200)


def _act(request: HttpRequest, declared: ConfigurationList) -> HttpResponse:
    """Do what `act` says; the answer is the table anew, with what was typed when it was refused."""
    acts = {
        "create": _create,
        "rename": _rename,
        "colour": _colour,
        "archive": _archive,
        "restore": _archive,
        "delete": _delete,
        "order": _order,
        "merge": _merge,
    }
    # A button sends one name only: the ten colours of a row's menu send theirs.
    act = "colour" if "paint" in request.POST else request.POST.get("act", "")
    if act not in acts:
        raise Http404
    try:
        sentence = acts[act](request, declared)
    except NotAllowed:
        raise
    except DomainError as refusal:
        if act == "create":
            return _show(request, declared, typed=request.POST.get("name", ""), error=" ".join(refusal.errors.values()))
        toasts.toast(request, " ".join(refusal.errors.values()), kind="error")
    else:
        toasts.done(request, sentence)
    if not wants_fragment(request):
        return redirect(request, request.path)
    return close_dialog(_show(request, declared)) if act == "merge" else _show(request, declared)


def _create(request: HttpRequest, declared: ConfigurationList) -> str:
    colour = _number(request, "colour") if declared.has_colour else None
    name = request.POST.get("name", "")
    row = naming.create_named(actor=request.user, declared=declared, name=name, colour=colour)
    return _("“%(name)s” is added.") % {"name": translated(row.name)}


def _rename(request: HttpRequest, declared: ConfigurationList) -> str:
    pk, name = _number(request, "row"), request.POST.get("name", "")
    row = naming.rename_named(actor=request.user, declared=declared, pk=pk, name=name)
    return _("It is now called “%(name)s”.") % {"name": translated(row.name)}


def _colour(request: HttpRequest, declared: ConfigurationList) -> str:
    pk, colour = _number(request, "row"), _number(request, "paint")
    row = naming.colour_named(actor=request.user, declared=declared, pk=pk, colour=colour)
    return _("“%(name)s” has another colour.") % {"name": translated(row.name)}


def _archive(request: HttpRequest, declared: ConfigurationList) -> str:
    is_active = request.POST["act"] == "restore"
    pk = _number(request, "row")
    row = naming.archive_named(actor=request.user, declared=declared, pk=pk, is_active=is_active)
    said = _("“%(name)s” is offered again.") if is_active else _("“%(name)s” is archived.")
    return said % {"name": translated(row.name)}


def _delete(request: HttpRequest, declared: ConfigurationList) -> str:
    name = naming.delete_named(actor=request.user, declared=declared, pk=_number(request, "row"))
    return _("“%(name)s” is deleted.") % {"name": name}


def _merge(request: HttpRequest, declared: ConfigurationList) -> str:
    pk, into = _number(request, "row"), _number(request, "into")
    row = merging.merge_named(actor=request.user, declared=declared, pk=pk, into=into)
    return _("Both are “%(name)s” now.") % {"name": translated(row.name)}


def _ask_merge(request: HttpRequest, declared: ConfigurationList) -> HttpResponse:
    """The question with what a row is to be merged."""
    declared.require_settling(request.user)
    typed = request.GET["merge"]
    rows: dict[int, Any] = {row.pk: row for row in declared.model._default_manager.all()}
    row = rows.pop(id_of(typed) or 0, None)
    if row is None:
        raise Http404
    others = [(pk, translated(other.name)) for pk, other in rows.items()]
    context = {"row": row, "name": translated(row.name), "others": others}
    return render(request, "ui/configuration/merge.html", context)


def _order(request: HttpRequest, declared: ConfigurationList) -> str:
    ids = ids_of(request.POST.getlist("ids"))
    naming.order_named(actor=request.user, declared=declared, ids=ids)
    return _("The order is saved.")


def _number(request: HttpRequest, name: str) -> int:
    number = id_of(request.POST.get(name, ""))
    if number is None:
        raise Http404
    return number
