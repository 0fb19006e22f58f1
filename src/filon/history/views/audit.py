"""The audit: what was done by whom, and one change-set in detail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.history import policies
from filon.history.lists import CHANGE_SETS
from filon.history.models import ChangeSet
from filon.history.services.reading import changes_of
from filon.ui.lists.views import list_view

SHOWN = 200

audit = list_view(CHANGE_SETS)


@require_safe
def change_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One change-set: what it changed, and the way to undo it."""
    user = signed_in(request)
    subject = get_object_or_404(ChangeSet.objects.select_related("undoes__undoes"), pk=pk)
    if not policies.may_reach(user, subject):
        raise Http404
    is_whole = user.is_administrator or subject.actor == user.pk
    changes = changes_of(subject, SHOWN, user) if is_whole else []
    titles = policies.titles(user, {change.root for change in changes if change.root})
    context = {
        "change_set": subject,
        "actor": User.objects.filter(pk=subject.actor).first() if subject.actor else None,
        "changes": [(change, titles.get(change.root or 0, "")) for change in changes],
        "number": subject.changes.count(),
        "undone_by": subject.undone_by.order_by("-pk").first(),
    }
    return render(request, "history/change_set.html", context)
