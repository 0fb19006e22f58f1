"""What this room puts into the house: menu entries, and the preferences that are chosen from the menu."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.ui.errors import PAGES, ErrorPage
from filon.ui.hooks import preference_chosen
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels


def is_administrator(user: Any) -> bool:
    """Whether somebody sees the system's entries."""
    return isinstance(user, User) and user.is_administrator


@preference_chosen.register
def keep_choice(user: Any, name: str, value: str) -> None:
    """Keep a language or theme that was chosen from the menu or beside a form."""
    if isinstance(user, User) and name in ("language", "theme"):
        setattr(user, name, value)
        user.save(update_fields=[name])


def who_can_grant(request: HttpRequest, page: ErrorPage) -> dict[str, Any] | None:
    """On a page that a user may not open: the administrators, who can give him another role.

    Nobody where the refusal has undone the request's transaction: then the database cannot be asked.
    """
    if page is not PAGES[403] or not request.user.is_authenticated or connection.needs_rollback:
        return None
    return {"administrators": User.objects.administrators()[:5]}


panels.register("error", "accounts.administrators", Panel("accounts/who_can_grant.html", who_can_grant))
menu.register(
    MenuEntry(
        "users",
        _("Users"),
        url_name="accounts:users",
        icon="users",
        parent="system",
        order=20,
        visible_to=is_administrator,
        description=_("Who may sign in, and what each may see and do."),
    )
)
menu.register(
    MenuEntry("preferences", _("Preferences"), url_name="accounts:preferences", icon="user", parent="account", order=10)
)
menu.register(
    MenuEntry(
        "sign-out",
        _("Sign out"),
        url_name="accounts:sign-out",
        icon="logout",
        parent="account",
        order=90,
        method="post",
    )
)
