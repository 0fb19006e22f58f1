"""What every page knows: the menu, the theme, who looks at it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from filon.ui import menu, preferences


def shell(request: HttpRequest) -> dict[str, Any]:
    """Values for the shell; the menu is made only when a template shows it."""
    user = preferences.user_of(request)
    theme = preferences.theme_of(request)
    shell_menu = SimpleLazyObject(lambda: menu.tree(request.user, request.path) if user else [])
    return {
        "shell_menu": shell_menu,
        "bottom_bar": SimpleLazyObject(lambda: menu.bottom_bar(shell_menu)),
        "account_menu": SimpleLazyObject(lambda: menu.tree(request.user, request.path, "account") if user else []),
        "new_menu": SimpleLazyObject(lambda: menu.tree(request.user, request.path, "new") if user else []),
        "theme": theme,
        "early_theme": "light" if theme == "system" else theme,
        "letter_keys": "on" if user is None or user.has_letter_keys else "off",
    }
