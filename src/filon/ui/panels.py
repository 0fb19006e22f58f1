"""Panels: a room puts something on a page of a room below, which offers a slot and does not know who fills it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Panel:
    """What one room shows in a slot. `context(request, subject)` gives the template's values, None to show nothing."""

    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    order: int = 100


class Panels:
    """The panels of the house by slot, such as `header` or `lead.buttons`."""

    def __init__(self) -> None:
        self._slots: dict[str, dict[str, Panel]] = {}

    def register(self, slot: str, name: str, panel: Panel) -> Panel:
        """Show `panel` in `slot`. The same name twice in a slot is a programming error."""
        here = self._slots.setdefault(slot, {})
        if name in here:
            raise LookupError(f"panel {name!r} is registered twice in {slot!r}")
        here[name] = panel
        return panel

    def render(self, slot: str, request: HttpRequest, subject: Any = None) -> SafeString:
        """Everything in `slot` about `subject`, in order."""
        parts = []
        for panel in sorted(self._slots.get(slot, {}).values(), key=lambda panel: panel.order):
            context = panel.context(request, subject)
            if context is not None:
                parts.append(render_to_string(panel.template, context, request=request))
        return mark_safe("".join(parts))  # noqa: S308 -- each part is a rendered template


panels = Panels()
