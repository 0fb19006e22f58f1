"""What ui announces to the rooms above it."""

from typing import Any

from filon.core.hooks import Hook

preference_chosen: Hook[[Any, str, str]] = Hook("preference_chosen")
"""A signed-in user chose his language or theme from the menu: (user, "language" | "theme", value)."""
