"""After a meeting: what came of it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from filon.accounts.requests import signed_in
from filon.calendar.services.debriefing import debrief
from filon.calendar.views.scope import meeting_or_404
from filon.ui.toasts import done


@require_POST
def debriefed(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what came of a meeting, or say that nothing need be."""
    found = meeting_or_404(request, pk)
    text = "" if "skip" in request.POST else request.POST.get("text", "")[:10000]
    debrief(actor=signed_in(request), meeting=found, text=text)
    done(request, _("Noted.") if text.strip() else _("Not asked again."))
    return trigger_client_event(HttpResponse(status=204), "filon:meeting-debriefed", {})
