"""How lists hand over long work, and what the header shows of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from filon.accounts.requests import signed_in
from filon.jobs.services import long_running
from filon.jobs.tasks import work_on_many
from filon.ui.lists import BulkAction, RecordList

EXPECTS = "long-runs"
"""In the session of somebody who has begun a long run and has not heard of its end: others are asked nothing."""
OUR_OWN = ("ids", "all", "act", "bulk", "confirmed", "csrfmiddlewaretoken")


def begin(request: HttpRequest, declared: RecordList, action: BulkAction, rows: QuerySet[Any]) -> str:
    """Begin a long run on `rows`, and say so."""
    posted = request.POST.copy()
    for name in OUR_OWN:
        posted.pop(name, None)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    actor = signed_in(request)
    run = long_running.begin(actor=actor, declared=declared, action=action, ids=ids, posted=posted.urlencode())
    work_on_many.enqueue(run.pk)
    request.session[EXPECTS] = True
    return _("It goes on in the background; you may leave this page.")


def expected(request: HttpRequest, _subject: Any) -> dict[str, Any]:
    """An empty tray, which asks at once whether something is under way when that is to be expected."""
    return {"runs": [], "asks": EXPECTS in request.session}
