"""The lists of messages: what reached us, and what we send."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.core.normalising import folded
from filon.mail.choices import OutboundState, Outcome
from filon.mail.models import InboundMessage, OutboundMessage
from filon.ui import formatting
from filon.ui.lists import Choices, Column, Dates, RecordList, cells
from filon.ui.lists.look import Look
from filon.ui.templatetags.filon import tag

COUNTED = 999


def _search(rows: QuerySet[Any], query: str) -> QuerySet[Any]:
    for word in folded(query).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def _counted(
    model: type[Model], field: str, choices: Iterable[tuple[str, Any]]
) -> Callable[[Look], Iterable[tuple[str, str]]]:
    """The choices, each with how many messages there are of it, exactly up to 999."""
    labels = list(choices)

    def counted(_look: Look) -> Iterable[tuple[str, str]]:
        for value, label in labels:
            count = model._default_manager.filter(**{field: value})[: COUNTED + 1].count()
            shown = f"{COUNTED}+" if count > COUNTED else formatting.number(count)
            yield value, f"{label} ({shown})"

    return counted


def _recipients(row: InboundMessage | OutboundMessage) -> str:
    found = row.envelope_recipients if isinstance(row, InboundMessage) else row.to
    return ", ".join(found)


# What needs somebody is warm, what waits is blue, what went well is teal; red and green belong to activities.
_COLOURS = {
    **dict.fromkeys(("failed", "bounced"), 7),
    **dict.fromkeys(("refused", "bounce"), 8),
    **dict.fromkeys(("received", "waiting"), 2),
    **dict.fromkeys(("created", "threaded", "calendar", "sent"), 3),
}
_OTHER_COLOUR = 10


def _status(field: str) -> cells.Cell:
    """The outcome or state as a coloured label."""
    label = cells.choice(field)

    def html(row: Any, look: Look) -> str:
        return tag(label.html(row, look), _COLOURS.get(getattr(row, field), _OTHER_COLOUR), "nowrap")

    return cells.Cell(html, label.value, "nowrap")


RECIPIENTS = cells.Cell(lambda row, _look: _recipients(row), _recipients)

INBOUND = RecordList(
    key="inbound-messages",
    title=_("Message ledger"),
    noun=ngettext_lazy("%(shown)s message", "%(shown)s messages", "n"),
    rows=lambda user: InboundMessage.objects.visible_to(user),
    order="-received",
    url_name="mail:inbound",
    crumbs=(_("System"),),
    search=_search,
    columns=(
        Column("subject", _("Subject"), cells.text("subject_or_none")),
        Column("sender", _("Sender"), cells.text("sender"), on_phone="under"),
        Column("recipients", _("Recipients"), RECIPIENTS),
        Column("outcome", _("Outcome"), _status("outcome"), on_phone="under"),
        Column("reason", _("Reason"), cells.text("reason")),
        Column("received", _("Received at"), cells.moment("received_at"), sort="received_at"),
        Column("transport", _("Came by"), cells.text("transport"), is_extra=True),
        Column("size", _("Bytes"), cells.number("size"), is_extra=True),
    ),
    facets=(
        Choices(
            "outcome",
            _("Outcome"),
            field="outcome",
            choices=_counted(InboundMessage, "outcome", Outcome.choices),
        ),
        Dates("received", _("Received at"), field="received_at"),
    ),
    empty_text=_("Every message that reaches us stands here, with what became of it."),
    empty_icon="inbox",
)

OUTBOUND = RecordList(
    key="outbound-messages",
    title=_("Outgoing messages"),
    noun=ngettext_lazy("%(shown)s message", "%(shown)s messages", "n"),
    rows=lambda user: OutboundMessage.objects.visible_to(user),
    order="-created",
    url_name="mail:outbound",
    crumbs=(_("System"),),
    search=_search,
    related=("author",),
    columns=(
        Column("subject", _("Subject"), cells.text("subject")),
        Column("recipients", _("Recipients"), RECIPIENTS, on_phone="under"),
        Column("author", _("Author"), cells.person("author")),
        Column("state", _("State"), _status("state"), on_phone="under"),
        Column("reason", _("Reason"), cells.text("reason")),
        Column("created", _("Written at"), cells.moment("created_at"), sort="created_at"),
    ),
    facets=(
        Choices(
            "state",
            _("State"),
            field="state",
            choices=_counted(OutboundMessage, "state", OutboundState.choices),
        ),
        Dates("created", _("Written at"), field="created_at"),
    ),
    empty_text=_("Messages that we send wait here until the mail server has taken them."),
    empty_icon="send",
)
