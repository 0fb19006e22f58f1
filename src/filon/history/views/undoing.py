"""Undoing from a toast, from the key Z, and from the pages; with a preview of what will stay."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from filon.accounts.requests import signed_in
from filon.history import policies
from filon.history.models import ChangeSet
from filon.history.services.undoing import Undo
from filon.history.services.undoing import undo as undo_change_set
from filon.ui.htmx import refresh
from filon.ui.toasts import toast

NAMED = 3


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: a dialog that says what would be undone and what would stay. POST: undo it."""
    user = signed_in(request)
    change_set = ChangeSet.objects.select_related("undoes__undoes").filter(pk=pk).first()
    if change_set is None or not policies.may_reach(user, change_set):
        raise Http404
    if request.method != "POST":
        preview = undo_change_set(pk, user, dry_run=True)
        return render(request, "history/undo_dialog.html", {"change_set": change_set, "preview": preview})
    _tell(request, undo_change_set(pk, user))
    return refresh(request, _whence(request))


def _tell(request: HttpRequest, result: Undo) -> None:
    kept = " ".join(skip.sentence for skip in result.skips[:NAMED])
    rest = len(result.skips) - NAMED
    if rest > 0:
        kept += " " + ngettext("And %(count)d more.", "And %(count)d more.", rest) % {"count": rest}
    if result.change_set is None:
        text = _("Nothing is left to undo here.") if not kept else _("Nothing was undone. %(kept)s") % {"kept": kept}
        toast(request, text, kind="error")
        return
    title = ChangeSet.objects.select_related("undoes__undoes").get(pk=result.change_set).title
    text = _("%(what)s. It stays: %(kept)s") if kept else _("%(what)s.")
    url = reverse("history:undo", args=[result.change_set])
    toast(request, text % {"what": title, "kept": kept}, undo_url=url, undo_label=_("Undo the undoing"))


def _whence(request: HttpRequest) -> str:
    """The page on which a plain browser pressed the button."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if ours else reverse("history:audit")
