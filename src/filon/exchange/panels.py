"""What the menus of lists offer for rows on the way in and out."""

from typing import Any

from django.http import HttpRequest

from filon.exchange.declaring import exchangeables
from filon.ui.lists.declaration import RecordList
from filon.ui.panels import Panel


def _list_links(request: HttpRequest, subject: RecordList) -> dict[str, Any] | None:
    here = [declared for declared in exchangeables if subject.key in declared.list_keys]
    query = request.GET.copy()
    query.pop("export", None)
    return {"imports": here, "exports": here[:1], "query": query.urlencode()} if here else None


LIST_LINKS = Panel("exchange/list_links.html", _list_links, order=10)
