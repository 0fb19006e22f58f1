"""How an activity's day looks: a chip in words, with an icon and a colour that are only for activities."""

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from filon.activities.choices import State
from filon.activities.services.reading import NextStep
from filon.ui import formatting
from filon.ui.icons import icon

ICONS = {
    State.OVERDUE: "alert-circle-filled",
    State.TODAY: "clock-filled",
    State.PLANNED: "clock",
    State.NONE: "circle-dashed",
}


def chip(state: State, due_on: date | None, today: date, title: str = "") -> SafeString:
    """„restantă 2 z”, „azi”, „vin. 27 nov.”, „fără pas următor”; the title tells what it is."""
    words = formatting.due_words(due_on, today)
    hint = " · ".join(part for part in (title, formatting.day(due_on) if due_on else "") if part)
    return format_html('<span class="act act-{}" title="{}">{}{}</span>', state.value, hint, icon(ICONS[state]), words)


def step_chip(step: NextStep | None, today: date) -> SafeString:
    """The chip of a record's next step, or that it has none."""
    if step is None:
        return chip(State.NONE, None, today)
    return chip(step.state, step.due_on, today, step.title)
