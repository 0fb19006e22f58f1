"""The queue of likely duplicates."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.contacts.models import Contact, Duplicate, DuplicateScan, Verdict
from filon.contacts.services.queueing import judge_pair, kinds, lines
from filon.contacts.tasks import find_duplicates
from filon.core.ids import id_of
from filon.history.toasts import undo_toast
from filon.ui.toasts import toast


@require_safe
def duplicates(request: HttpRequest, kind: str = "contact") -> HttpResponse:
    """What may stand twice in the house, the likeliest first."""
    user = signed_in(request)
    offered = [name for name in kinds.names() if kinds[name].visible_to(user)]
    if kind not in offered:
        raise Http404
    context = {
        "kind": kind,
        "tabs": [(name, kinds[name].label) for name in offered],
        "lines": lines(user, kind),
        "scan": DuplicateScan.objects.filter(kind=kind).first(),
    }
    is_part = request.headers.get("HX-Target") == "scan"
    return render(request, "contacts/duplicate_scan.html" if is_part else "contacts/duplicates.html", context)


@require_POST
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Not a duplicate, or to be looked at later."""
    user, said = signed_in(request), request.POST.get("verdict", "")
    pair = Duplicate.objects.filter(pk=pk).first()
    if pair is None:
        raise Http404
    judge_pair(actor=user, kind=pair.kind, first=pair.first_id, second=pair.second_id, verdict=said)
    text = _("Remembered: they are two.") if said == Verdict.DIFFERENT else _("It stands at the end of the queue.")
    undo_toast(request, text, _("Undo the judgement"))
    return redirect(reverse("contacts:duplicates", args=[pair.kind]))


@require_POST
def apart(request: HttpRequest, pk: int) -> HttpResponse:
    """This contact and another one are two, whatever they share."""
    other = id_of(request.POST.get("other", ""))
    if other is None:
        raise Http404
    judge_pair(actor=signed_in(request), kind=Contact.record_kind, first=pk, second=other, verdict=Verdict.DIFFERENT)
    undo_toast(request, _("Remembered: they are two."), _("Undo the judgement"))
    return redirect("contacts:contact", pk)


@require_POST
def rescan(request: HttpRequest, kind: str) -> HttpResponse:
    """Look through all records again, in the background."""
    if kind not in kinds or not kinds[kind].visible_to(signed_in(request)):
        raise Http404
    find_duplicates.enqueue(kind)
    toast(request, _("All are being looked through. You may leave this page."))
    return redirect(reverse("contacts:duplicates", args=[kind]))
