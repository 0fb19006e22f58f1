"""The list of contacts: CRM, Customers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services.bouncing import bouncing_addresses, is_bouncing
from filon.contacts.services.editing import archive_contacts
from filon.core.exceptions import DomainError
from filon.core.registry import Registry
from filon.organisation.models import Tag
from filon.search.services.querying import matching
from filon.ui.icons import icon
from filon.ui.lists import cells
from filon.ui.lists.declaration import BulkAction, Column, Grouping, Primary, RecordList
from filon.ui.lists.filters import IN_USE, Choices, Flag, Flags, Linked
from filon.ui.lists.look import Look
from filon.ui.templatetags.filon import avatar

MOST_CARDS = 500
"""As many ids stand in an address."""

MOST_MERGED = 50
"""As many stand side by side on the page of a merge; by the API more may be merged."""


def _archive(*, actor: User, rows: QuerySet[Contact]) -> str:
    count = archive_contacts(actor=actor, contacts=rows)
    return ngettext("%(count)d contact is archived.", "%(count)d contacts are archived.", count) % {"count": count}


def _merge_page(rows: QuerySet[Contact]) -> str:
    ids = rows.order_by("pk").values_list("pk", flat=True)[:MOST_MERGED]
    return f"{reverse('contacts:contact-merge')}?ids={','.join(map(str, ids))}"


def _cards_page(rows: QuerySet[Contact]) -> str:
    ids = rows.order_by("pk").values_list("pk", flat=True)[: MOST_CARDS + 1]
    if len(ids) > MOST_CARDS:
        raise DomainError(gettext("At most %(most)d at once. The menu of the list exports all.") % {"most": MOST_CARDS})
    return f"{reverse('contacts:contact-cards')}?ids={','.join(map(str, ids))}"


def _email(row: Any, look: Look) -> str:
    link = EMAIL_LINK.html(row, look)
    if not link or row.email_normalised not in look.once("bouncing addresses", bouncing_addresses):
        return link
    label = gettext("Messages to this address come back")
    return format_html(
        '{} <span role="img" aria-label="{}" title="{}">{}</span>', link, label, label, icon("mail-off", "ti-s")
    )


EMAIL_LINK = cells.link("email", "mailto")
EMAIL = cells.Cell(_email, EMAIL_LINK.value, "nowrap")
"""The e-mail address, and whether messages to it come back."""

RETURNED = Flags("mail", _("E-mail"), flags=(Flag("returned", _("Messages come back"), is_bouncing()),))
"""Narrows to those whom our messages do not reach."""


def _salespeople(_look: Look) -> Iterable[tuple[Any, Any]]:
    return [(user.pk, user.name) for user in User.objects.active()]


def _tags(_look: Look) -> Iterable[tuple[Any, Any]]:
    return [(tag.pk, str(tag)) for tag in Tag.objects.filter(is_active=True)]


added_actions: Registry[BulkAction] = Registry("action on contacts")
"""What rooms above do with several contacts."""


def _with_face(contact: Contact, _look: Look) -> str:
    """Picture or initials, and the name."""
    face = avatar(contact, "av-co" if contact.is_company else "", True)
    return format_html('<span class="row-x nowrap-x">{}<span>{}</span></span>', face, contact.name)


CONTACTS = RecordList(
    key="contacts",
    title=_("Customers"),
    noun=ngettext_lazy("%(shown)s contact", "%(shown)s contacts", "n"),
    rows=lambda user: Contact.objects.visible_to(user),
    order="name",
    url_name="contacts:contact",
    crumbs=(_("CRM"),),
    search=matching,
    related=("company", "salesperson", "state"),
    prefetched=("tags",),
    columns=(
        Column("name", _("Name"), cells.Cell(_with_face, lambda row: row.name), sort="sort_key"),
        Column("company", _("Company"), cells.text("company.name"), on_phone="under"),
        Column("phone", _("Phone"), cells.link("phone", "tel"), on_phone="beside"),
        Column("mobile", _("Mobile"), cells.link("mobile", "tel"), is_extra=True),
        Column("email", _("E-mail"), EMAIL),
        Column("city", _("City"), cells.text("city")),
        Column("county", _("County"), cells.text("state.name"), is_extra=True),
        Column("salesperson", _("Salesperson"), cells.person("salesperson"), is_extra=True),
        Column("tags", _("Tags"), cells.tags("tags")),
    ),
    facets=(
        Flags(
            "kind",
            _("Kind"),
            flags=(
                Flag("companies", _("Companies"), Q(is_company=True)),
                Flag("people", _("People"), Q(is_company=False)),
            ),
        ),
        IN_USE,
        RETURNED,
        Choices("salesperson", _("Salesperson"), field="salesperson", choices=_salespeople, empty=_("Nobody")),
        Linked("tag", _("Tags"), field="tag", choices=_tags, through=Contact.tags.through, row="contact"),
    ),
    starts_with=lambda _user: ("state:active",),
    groupings=(Grouping("salesperson", _("Salesperson"), path="salesperson", empty=_("Nobody")),),
    actions=(
        BulkAction("merge", _("Merge"), "arrow-merge", page=_merge_page),
        BulkAction("card", _("Export as vCard"), "download", page=_cards_page),
        BulkAction("archive", _("Archive"), "archive", run=_archive),
    ),
    added=added_actions,
    primary=Primary(_("New"), _("New contact"), "contacts:contact-new"),
    empty_text=_("Here are the companies and people to whom you sell. They also come from messages and opportunities."),
    empty_icon="users",
)
