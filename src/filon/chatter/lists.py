"""The list of message templates: CRM, Configuration, Message templates."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.chatter import policies
from filon.chatter.models import MessageTemplate
from filon.core.fields import translated
from filon.core.normalising import folded
from filon.core.record_types import record_types
from filon.ui.lists import IN_USE, Column, Primary, RecordList, cells
from filon.ui.lists.look import Look


def _kinds(row: MessageTemplate) -> str:
    return ", ".join(str(record_types[kind].label) for kind in row.record_kinds if kind in record_types)


def _subject(row: MessageTemplate) -> str:
    return translated(row.subject)


def _languages(row: MessageTemplate) -> str:
    return ", ".join(code.upper() for code in row.body)


def _text_cell(text: Any) -> cells.Cell:
    def html(row: Any, _look: Look) -> str:
        return str(text(row))

    return cells.Cell(html, text)


def _found(rows: "QuerySet[Any]", query: str) -> "QuerySet[Any]":
    """Templates are few: their words are compared here, in both languages, without case and diacritics."""
    wanted = folded(query)
    said = ((row.pk, [*row.name.values(), *row.subject.values(), *row.body.values()]) for row in rows)
    return rows.filter(pk__in=[pk for pk, texts in said if any(wanted in folded(text) for text in texts)])


def _rows(user: User) -> "QuerySet[MessageTemplate]":
    policies.require_configure(user)
    return MessageTemplate.objects.all()


TEMPLATES = RecordList(
    key="message-templates",
    title=_("Message templates"),
    noun=ngettext_lazy("%(shown)s message template", "%(shown)s message templates", "n"),
    rows=_rows,
    order="order",
    url_name="chatter:template",
    crumbs=(_("CRM"), _("Configuration")),
    search=_found,
    columns=(
        Column("name", _("Name"), _text_cell(str), sort="sort_key"),
        Column("kinds", _("Offered for"), _text_cell(_kinds), on_phone="under"),
        Column("subject", _("Subject"), _text_cell(_subject)),
        Column("languages", _("Languages"), _text_cell(_languages)),
        Column("order", _("Order"), cells.number("sequence"), sort="sequence", is_extra=True),
    ),
    facets=(IN_USE,),
    starts_with=lambda _user: ("state:active",),
    primary=Primary(_("New"), _("New message template"), "chatter:template-new"),
    empty_text=_("A template is what you write again and again. It fills in the customer's name and more by itself."),
    empty_icon="template",
)
