"""What quotations are to the house."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filon.chatter.hooks import Recipient, recipient_sources, wordings
from filon.chatter.panels import thread
from filon.core.record_types import RecordType, register_record_type
from filon.history.derived import register_derived, register_irreversible, register_part
from filon.sales import policies
from filon.sales.models import Quotation, QuotationAnswer, QuotationLine
from filon.sales.panels import new_quotation, quotations_of_contact, quotations_of_lead
from filon.sales.services.deriving import derive_again
from filon.sales.services.wording import QUOTATION
from filon.search.registry import Action, Searchable, register_action, register_page_words, register_searchable
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

register_record_type(
    RecordType(
        kind=Quotation.record_kind,
        label=_("Quotation"),
        icon="file-text",
        model=Quotation,
        visible_to=lambda user: Quotation.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("sales:quotation", args=[pk]),
        may_change=policies.may_change,
    )
)
wordings.register(Quotation.record_kind, QUOTATION)
register_derived(Quotation, derive_again)
register_part(QuotationLine, Quotation)
register_irreversible(
    QuotationAnswer,
    lambda ids: dict.fromkeys(ids, gettext("What a customer signed or wrote stands; it is evidence.")),
)


def _recipients(quotation_id: int) -> list[Recipient]:
    """The person whom a quotation is for, else the customer."""
    row = Quotation.objects.select_related("customer", "attention").filter(pk=quotation_id).first()
    if row is None:
        return []
    people = filter(None, (row.attention, row.customer))
    return [Recipient(one.email_normalised, one.name, str(_("customer"))) for one in people if one.email_normalised]


recipient_sources.register(Quotation.record_kind, _recipients)
register_searchable(
    Searchable(
        Quotation.record_kind,
        detail=lambda quotation: quotation.customer.name,
        prepare=lambda rows: rows.select_related("customer"),
    )
)
register_action(
    Action(
        "new-quotation",
        _("New quotation"),
        "file-plus",
        "sales:quotation-new",
        words="oferta noua comanda adauga create add quotation quote",
    )
)
register_page_words("quotations", "oferte comenzi oferta comanda quotations quotes orders sales")
menu.register(
    MenuEntry("quotations", _("Quotations"), url_name="sales:quotations", icon="file-text", parent="crm", order=60)
)
for _order, (_key, _label, _icon, _words) in enumerate(
    (
        (
            "quotation-templates",
            _("Quotation templates"),
            "template",
            _("Lines, validity and terms that quotations start from."),
        ),
        (
            "quotation-settings",
            _("Settings of quotations"),
            "settings",
            _("Validity, terms, locked orders, and the expected revenue."),
        ),
    ),
    start=90,
):
    menu.register(
        MenuEntry(
            _key,
            _label,
            url_name=f"sales:{_key}",
            icon=_icon,
            parent="configuration",
            order=_order,
            visible_to=policies.may_configure,
            description=_words,
        )
    )
panels.register("quotation.thread", "thread", Panel("chatter/thread.html", thread))
panels.register("lead.smart", "quotations", Panel("sales/lead_smart.html", quotations_of_lead, order=20))
panels.register("lead.actions", "quotation", Panel("sales/lead_action.html", new_quotation, order=10))
panels.register(
    "contacts.contact.panels", "quotations", Panel("sales/contact_panel.html", quotations_of_contact, order=30)
)
