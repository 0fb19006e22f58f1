"""What the law asks of whoever keeps data from registers: informing, objections, legal basis, an end of keeping."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.requests import signed_in
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.core.ids import ids_of
from filon.crm.models import Lead
from filon.history.toasts import undo_toast
from filon.leadmining import policies
from filon.leadmining.forms.law import RetentionForm
from filon.leadmining.models import Origin, Retention
from filon.leadmining.services import informing, objecting, retaining
from filon.ui import formatting
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast

_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Who has not been told where we have the data from; telling by mail, or noting that it was done."""
    actor = signed_in(request)
    if request.method == "POST":
        chosen = ids_of(request.POST.getlist("ids"))
        origins = list(informing.uninformed(actor).filter(pk__in=chosen))
        if "send" in request.POST:
            _send(request, origins)
        else:
            count = informing.mark_informed(actor=actor, origins=origins)
            text = ngettext("%(count)s person is marked as informed.", "%(count)s are marked as informed.", count)
            undo_toast(request, text % {"count": formatting.number(count)}, _("Undo the change"))
        return redirect("leadmining:notices")
    rows = list(informing.uninformed(actor)[:_SHOWN])
    leads = Lead.objects.in_bulk([row.record_id for row in rows])
    late = clock.now() - informing.WITHIN
    lines = [(row, leads[row.record_id], row.taken_at < late) for row in rows]
    return render(request, "leadmining/notices.html", {"lines": lines, "total": informing.uninformed(actor).count()})


def _send(request: HttpRequest, origins: list[Origin]) -> None:
    """Write to everybody who can be written to, and say who cannot."""
    sent, refused = 0, list[str]()
    for origin in origins:
        try:
            informing.send_notice(actor=signed_in(request), origin=origin)
        except DomainError as refusal:
            refused.append(str(refusal))
        else:
            sent += 1
    if sent:
        text = ngettext("%(count)s person is written to.", "%(count)s people are written to.", sent)
        toast(request, text % {"count": formatting.number(sent)})
    for sentence in dict.fromkeys(refused):
        toast(request, sentence, kind="error")


@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """How long unworked leads are kept, and which would go now."""
    actor = signed_in(request)
    policies.require_directory(actor)
    kept = Retention.current()
    form = RetentionForm(request.POST or None, initial={"days": kept.days, "is_scheduled": kept.is_scheduled})
    if form.is_bound and form.is_valid():
        try:
            retaining.keep_for(actor=actor, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("Saved."), _("Undo the change"))
            return redirect("leadmining:retention")
    rows = retaining.unworked(kept.days).select_related("salesperson")
    context = {"form": form, "rows": rows[:50], "total": rows.count(), "days": kept.days}
    return render(request, "leadmining/retention.html", context, status=422 if form.errors else 200)


@require_POST
def let_go(request: HttpRequest) -> HttpResponse:
    """Delete the unworked leads now."""
    count = retaining.let_go(actor=signed_in(request))
    text = ngettext("%(count)s lead is deleted.", "%(count)s leads are deleted.", count)
    undo_toast(request, text % {"count": formatting.number(count)}, _("Undo the deletion"))
    return redirect("leadmining:retention")


@require_POST
def legal_basis(request: HttpRequest, pk: int) -> HttpResponse:
    """Another ground for keeping the data of an origin."""
    actor = signed_in(request)
    visible = Lead.objects.visible_to(actor).values("pk")
    origin = get_object_or_404(Origin.objects.filter(record__in=visible), pk=pk)
    try:
        informing.set_legal_basis(actor=actor, origin=origin, basis=request.POST.get("legal_basis", ""))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        undo_toast(request, _("The legal basis is changed."), _("Undo the change"))
    return redirect("crm:lead", origin.record_id)


@require_POST
def object_for_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """The company of a lead wants to hear nothing more."""
    actor = signed_in(request)
    lead = get_object_or_404(Lead.objects.visible_to(actor), pk=pk)
    try:
        objecting.note_objection(actor=actor, lead=lead, reason=_("Noted on the lead"))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        undo_toast(request, _("The objection is noted."), _("Undo the change"))
    return redirect("crm:lead", pk)
