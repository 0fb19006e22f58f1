"""The switch of the morning's mail."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filon.accounts.requests import signed_in
from filon.activities.services.digesting import choose_digest
from filon.history.toasts import undo_toast
from filon.ui.htmx import redirect


@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Send the morning's mail, or no longer."""
    user, wants = signed_in(request), request.POST.get("wants") == "1"
    choose_digest(actor=user, user=user, wants=wants)
    said = _("You get a mail in the morning when something is due.") if wants else _("No more mails in the morning.")
    undo_toast(request, said, _("Undo the change"))
    return redirect(request, reverse("activities:mine"))
