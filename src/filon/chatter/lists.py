"""The list of message templates (CRM, Configuration, Message templates), and writing to many rows of other lists."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.accounts.models import User
from filon.chatter import policies
from filon.chatter.forms.mailing import MailingForm
from filon.chatter.hooks import Text
from filon.chatter.models import MessageTemplate
from filon.chatter.services.mailing import Addressee, plan_mailing, write_to_many
from filon.core.fields import translated
from filon.core.normalising import folded
from filon.core.record_types import record_types
from filon.ui.lists import IN_USE, BulkAction, Column, Primary, RecordList, cells
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


def writing_action(kind: str, addresses: Callable[["QuerySet[Any]"], Iterable[tuple[int, str]]]) -> BulkAction:
    """Writing to the chosen rows of a list of `kind`; `addresses` gives each row's id and normalised address."""

    def people(rows: "QuerySet[Any]") -> list[Addressee]:
        return [Addressee(pk, address) for pk, address in addresses(rows)]

    def run(*, actor: User, rows: "QuerySet[Any]", template: str, subject: str, body: str) -> str:
        text = Text(int(template)) if template else Text(None, subject.strip(), body.strip())
        return write_to_many(actor=actor, kind=kind, people=people(rows), text=text).sentence()

    return BulkAction(
        "write",
        _("Send message"),
        "mail",
        run,
        form=partial(MailingForm, kind=kind),
        effect=lambda rows: plan_mailing(people(rows)).sentence(),
        is_divisible=False,
    )


def addresses_of_contacts(rows: "QuerySet[Any]") -> Iterable[tuple[int, str]]:
    """Each contact with its own address."""
    found: Iterable[tuple[int, str]] = rows.order_by("pk").values_list("pk", "email_normalised")
    return found
