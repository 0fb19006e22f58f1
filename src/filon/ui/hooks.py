"""What ui announces to the rooms above it."""

from typing import Any

from django.http import HttpRequest

from filon.core.hooks import Hook

preference_chosen: Hook[[Any, str, str]] = Hook("preference_chosen")
"""A signed-in user chose his language or theme from the menu: (user, "language" | "theme", value)."""

acted: Hook[[HttpRequest, str]] = Hook("acted")
"""A user did something to many rows in this request; one undo should take it back: (request, what to say)."""
