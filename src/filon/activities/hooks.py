"""What this room announces, so that rooms above it take part."""

from typing import TYPE_CHECKING

from filon.core.hooks import Hook
from filon.core.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from filon.accounts.models import User
    from filon.activities.models import Activity

activity_done: "Hook[Activity]" = Hook("activity done")
"""An activity was marked as done; in its transaction."""

activities_cancelled: "Hook[Sequence[Activity]]" = Hook("activities cancelled")
"""Activities were cancelled; in their transaction."""

activity_changed: "Hook[Activity]" = Hook("activity changed")
"""An activity got another day, assignee, summary or note; in its transaction."""

meeting_pages: "Registry[Callable[[Sequence[Activity]], dict[int, str]]]" = Registry("page for meetings")
"""The addresses at which the meetings for activities of the category "meeting" are, or are arranged; set-based."""

phone_numbers: "Registry[Callable[[Sequence[int]], dict[int, str]]]" = Registry("source of phone numbers")
"""By record kind: the number to call for each of these records, where there is one; set-based."""

details: "Registry[Callable[[Sequence[int]], dict[int, str]]]" = Registry("source of details")
"""By record kind: the words that stand under an activity for each of these records, such as customer and amount."""

owners: "Registry[Callable[[Sequence[int]], dict[int, User]]]" = Registry("source of owners")
"""By record kind: the user to whom each of these records belongs, for the steps of plans."""

activity_kinds: Registry[str] = Registry("kind with activities")
"""The kinds of record on which activities are planned, in the order in which types offer them."""
