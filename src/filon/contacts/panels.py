"""What contacts add to the menu of their list."""

from typing import Any

from django.http import HttpRequest

from filon.ui.lists.declaration import RecordList
from filon.ui.panels import Panel


def _cards(request: HttpRequest, subject: RecordList) -> dict[str, Any] | None:
    if subject.key != "contacts":
        return None
    query = request.GET.copy()
    query["export"] = "vcard"
    return {"query": query.urlencode()}


CARDS = Panel("contacts/cards_link.html", _cards, order=20)
