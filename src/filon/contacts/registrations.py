"""What contacts are to the house."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.contacts import policies
from filon.contacts.imports import CONTACTS
from filon.contacts.models import Contact, Duplicate
from filon.contacts.panels import CARDS
from filon.contacts.services.deriving import derive_again, derive_again_with_people
from filon.contacts.services.editing import restore_contact
from filon.contacts.services.queueing import Kind, contact_sides, forget_pairs, kinds
from filon.contacts.services.scanning import Scanner, contact_pairs, contact_steps, scanners
from filon.contacts.tasks import find_all_duplicates
from filon.contacts.views.cards import listed_cards
from filon.core.models import Record
from filon.core.record_types import RecordType, register_record_type
from filon.exchange.registering import register_exchangeable
from filon.history.derived import register_derived
from filon.history.services.repointing import involved, register_repointing
from filon.jobs import schedules
from filon.organisation.tag_uses import tag_uses
from filon.search.registry import (
    Action,
    QuickKey,
    Searchable,
    register_action,
    register_page_words,
    register_quick_key,
    register_searchable,
)
from filon.ui.configuration.uses import Use
from filon.ui.lists.exporting import other_exports
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import panels

register_record_type(
    RecordType(
        kind=Contact.record_kind,
        label=_("Contact"),
        icon="user",
        model=Contact,
        visible_to=lambda user: Contact.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("contacts:contact", args=[pk]),
        may_change=lambda user, _row: policies.may_change(user),
        restore=lambda user, row: restore_contact(actor=user, contact=row),
    )
)

register_exchangeable(CONTACTS)
other_exports["contacts", "vcard"] = listed_cards
panels.register("list.menu", "contacts.cards", CARDS)
for side in ("first", "second"):
    register_repointing(Duplicate, side, forget_pairs)
scanners.register(Contact.record_kind, Scanner(contact_steps, contact_pairs))
kinds.register(
    Contact.record_kind,
    Kind(
        label=_("Contacts"),
        sides=contact_sides,
        merge_url=lambda first, second: f"{reverse('contacts:contact-merge')}?ids={first},{second}",
    ),
)
schedules.register("contacts.find_duplicates", find_all_duplicates, every=timedelta(days=1))
menu.register(
    MenuEntry(
        "duplicates", _("Likely duplicates"), url_name="contacts:all-duplicates", icon="copy", parent="crm", order=45
    )
)
register_page_words("duplicates", "posibile dubluri dublate imbina duplicates merge")
menu.register(
    MenuEntry("customers", _("Customers"), url_name="contacts:contacts", icon="users", parent="crm", order=40)
)
register_derived(Contact, derive_again_with_people)
register_derived(Record, lambda ids: derive_again(involved(ids)))
register_searchable(
    Searchable(
        kind=Contact.record_kind,
        detail=lambda row: row.company.name if row.company else row.city,
        prepare=lambda rows: rows.select_related("company"),
    )
)
register_action(Action("new-contact", _("New contact"), "user-plus", "contacts:contact-new", words="client contact"))
register_quick_key(QuickKey("c", _("Customers"), "contacts:contacts"))
register_page_words("customers", "clienti contacte companii persoane customers contacts companies people")
tag_uses.register(
    "contacts",
    Use(
        Contact.tags.through._default_manager.all, "tag", ngettext_lazy("%(shown)s contact", "%(shown)s contacts", "n")
    ),
)
