"""The guide in the header of every page, and in the account menu of a phone."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels


def about_this_page(request: HttpRequest, _subject: Any) -> dict[str, Any]:
    """The name of the page that is open, for the chapter about it."""
    match = request.resolver_match
    return {"page_name": match.view_name if match else ""}


panels.register("header", "guide", Panel("guide/link.html", about_this_page, order=90))
menu.register(MenuEntry("guide", _("Guide"), url_name="guide:index", icon="book", parent="account", order=70))
