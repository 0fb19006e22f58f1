"""The one view of a list: page, fragment, next rows, file, bulk action, saved search, columns."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django_htmx.http import push_url, trigger_client_event

from filon.core.exceptions import DomainError
from filon.core.ids import id_of
from filon.ui import toasts
from filon.ui.forms import show_refusal
from filon.ui.htmx import close_dialog, redirect, wants_fragment
from filon.ui.lists import bulk, editing, saving
from filon.ui.lists.declaration import RecordList, declared_lists, filtered
from filon.ui.lists.exporting import export, other_exports
from filon.ui.lists.look import Look, look_of
from filon.ui.lists.page import menu_context, page_context, rule_form, view_of
from filon.ui.lists.querying import allowed_order, planned, size_of
from filon.ui.lists.state import ListState, parse
from filon.ui.lists.suggesting import suggestions
from filon.ui.lists.table import TABLE, part_context
from filon.ui.models import SavedSearch

MENUS = {name: f"ui/lists/{name}.html" for name in ("facets", "saved", "suggest", "rule")}
REFRESH = "filon:list-refresh"


def list_view(declared: RecordList) -> Callable[[HttpRequest], HttpResponseBase]:
    """The view of a declared list, for `urls.py`."""
    declared_lists[declared.key] = declared

    def view(request: HttpRequest) -> HttpResponseBase:
        look = look_of(request.user)
        search = None if request.GET else saving.opening_search(declared.key, look)
        asked = QueryDict(search.query) if search else request.GET
        state = parse(asked, [facet.key for facet in declared.facets], declared.starting(look.user))
        if request.method in ("GET", "HEAD"):
            return show(request, declared, state, look)
        if request.method == "POST":
            return act(request, declared, state, look)
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

    return view


def show(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> HttpResponseBase:
    """Answer a GET."""
    asked = request.GET.get("menu", "")
    if asked in MENUS:
        context = {
            **menu_context(request, declared, state, look),
            **_more_of_menu(request, asked, declared, state, look),
        }
        return render(request, MENUS[asked], context)
    if request.GET.get("cell"):
        return editing.ask(request, declared, state, look)
    rows = filtered(declared, state, look)
    view = view_of(declared, state)
    own = view.part(request, declared, state, rows, look) if view.part else None
    if own is not None:
        return own
    kind = request.GET.get("export", "")
    if kind:
        other = other_exports.get((declared.key, kind))
        return other(request, rows, look) if other else _file(declared, state, look, rows, kind)
    is_fragment = wants_fragment(request)
    if is_fragment and view is TABLE and (state.cursor or state.opened is not None):
        part = {**part_context(declared, state, rows, look), "more_path": request.path}
        return render(request, "ui/lists/rows.html", part)
    context = {
        **page_context(request, declared, state, look),
        **view.context(request, declared, state, rows, look),
        "is_fragment": is_fragment,
        "is_typed": request.headers.get("HX-Trigger") == "list-form",
    }
    response = render(request, "ui/lists/fragment.html" if is_fragment else declared.page, context)
    return push_url(response, request.path + state.url()) if is_fragment else response


def _more_of_menu(
    request: HttpRequest, asked: str, declared: RecordList, state: ListState, look: Look
) -> dict[str, Any]:
    """What typing suggests, or the rule whose field has been chosen."""
    if asked == "suggest":
        return {"suggestions": suggestions(declared, state, look)}
    key = request.GET.get("rule.field", "")
    if asked != "rule" or not declared.facet(key):
        return {}
    return {"rule": rule_form(declared, (key, "", ""), look), "is_fresh": "fresh" in request.GET}


def act(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> HttpResponse:
    """Answer a POST: `act` says what."""
    acts = {"cell": editing.save, "bulk": _bulk, "save": _save, "open": _open, "forget": _forget, "columns": _columns}
    if request.POST.get("act") not in acts:
        raise Http404
    return acts[request.POST["act"]](request, declared, state, look)


def refreshed(response: HttpResponse | None = None) -> HttpResponse:
    """Close the dialog, if any, and let the list show itself anew."""
    return trigger_client_event(close_dialog(response), REFRESH, {})


def _file(declared: RecordList, state: ListState, look: Look, rows: Any, kind: str) -> HttpResponseBase:
    if kind not in ("csv", "xlsx"):
        raise Http404
    size = size_of(rows)
    _order_key, order = allowed_order(declared, rows, state.order or declared.order, size)
    columns = saving.columns_for(declared, look)
    return export(declared, kind, planned(rows, size), columns, order, look)


def _bulk(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> HttpResponse:
    action = bulk.action_of(declared, request.POST.get("bulk", ""), look.user)
    rows = bulk.selected(filtered(declared, state, look), request.POST)
    if action.page is not None:
        return redirect(request, action.page(rows))
    is_confirmed = request.POST.get("confirmed") == "1"
    form = action.form(request.POST if is_confirmed else None) if action.form else None
    asks = (form is not None or action.effect is not None) and not is_confirmed
    status = 200
    if not asks and (form is None or form.is_valid()):
        try:
            sentence = bulk.run(request, declared, action, rows, form)
        except DomainError as refusal:
            if form is None:
                raise
            show_refusal(form, refusal)
            status = 422
        else:
            toasts.done(request, sentence)
            return refreshed()
    elif not asks:
        status = 422
    context = {"preview": bulk.preview(declared, action, rows, request.POST, form), "state_url": state.url()}
    return render(request, "ui/lists/bulk.html", context, status=status)


def _save(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> HttpResponse:
    query, name = state.url().removeprefix("?"), request.POST.get("name", "")
    is_shared = request.POST.get("is_shared") == "1"
    saving.save_search(actor=look.user, list_key=declared.key, name=name, query=query, is_shared=is_shared)
    toasts.toast(request, _("The search is saved."))
    return _shown_again(request, state)


def _open(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> HttpResponse:
    saving.open_with(actor=look.user, list_key=declared.key, search=_search(request, declared, look))
    return _shown_again(request, state)


def _forget(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> HttpResponse:
    saving.delete_search(actor=look.user, search=_search(request, declared, look))
    return _shown_again(request, state)


def _search(request: HttpRequest, declared: RecordList, look: Look) -> SavedSearch:
    """The saved search that is meant, if it is the user's to use."""
    pk = id_of(request.POST.get("search", "")) or 0
    return get_object_or_404(saving.saved_searches(declared.key, look.user), pk=pk)


def _columns(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> HttpResponse:
    saving.choose_columns(actor=look.user, declared=declared, keys=request.POST.getlist("column"))
    return _shown_again(request, state)


def _shown_again(request: HttpRequest, state: ListState) -> HttpResponse:
    return refreshed() if wants_fragment(request) else redirect(request, request.path + state.url())
