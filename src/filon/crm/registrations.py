"""What this room tells the others."""

from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from filon.activities.hooks import activity_kinds, details, owners, phone_numbers
from filon.calendar.panels import meeting_button
from filon.chatter.hooks import recipient_sources, sender_takers, wordings
from filon.chatter.panels import thread
from filon.contacts.hooks import contact_changed, contacts_merged, similar_sources
from filon.contacts.models import Contact
from filon.contacts.services.queueing import Kind, kinds
from filon.contacts.services.scanning import Scanner, scanners
from filon.core import diagnostics
from filon.core.record_types import RecordType, register_record_type
from filon.crm import policies
from filon.crm.handlers import message_to_team
from filon.crm.imports import LEADS, OPPORTUNITIES
from filon.crm.models import Lead
from filon.crm.panels import (
    lead_sides,
    leads_like,
    opportunities_of_contact,
    similar_to_lead,
    stages_of_team,
    stale,
    to_take,
)
from filon.crm.services import totalling
from filon.crm.services.concerning import lead_recipients, team_address
from filon.crm.services.deriving import derive_again, follow_contacts, follow_merged
from filon.crm.services.duplicates import why
from filon.crm.services.examining import examine
from filon.crm.services.planning import lead_details, lead_owners, lead_phones
from filon.crm.services.restoring import restore_leads
from filon.crm.services.scanning import pairs, steps
from filon.crm.services.sharing import follow_contact
from filon.crm.services.taking_writers import take_writer
from filon.crm.services.wording import LEAD
from filon.crm.tasks import fold_totals
from filon.exchange.registering import register_exchangeable
from filon.history.derived import register_derived
from filon.jobs import schedules
from filon.mail.routing import AliasKind, alias_kinds, reply_addresses
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
from filon.teams.models import Team
from filon.teams.services.reading import is_open
from filon.ui.configuration.uses import Use
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

register_exchangeable(LEADS)
register_exchangeable(OPPORTUNITIES)
register_record_type(
    RecordType(
        kind=Lead.record_kind,
        label=_("Opportunity"),
        icon="target",
        model=Lead,
        visible_to=Lead.objects.visible_to,
        title=lambda lead: lead.name,
        url=lambda pk: reverse("crm:lead", args=[pk]),
        may_change=policies.may_change,
        restore=lambda user, row: restore_leads(actor=user, leads=[row]),
    )
)
register_searchable(
    Searchable(
        Lead.record_kind,
        detail=lambda lead: lead.contact.name if lead.contact else lead.company_name or lead.contact_name,
        prepare=lambda rows: rows.select_related("contact"),
    )
)
register_action(
    Action(
        "new-opportunity",
        _("New opportunity"),
        "plus",
        "crm:lead-new",
        words="oportunitate noua lead pista deal afacere adauga create add opportunity",
    )
)
register_quick_key(QuickKey("f", _("Pipeline"), "crm:board"))
register_page_words("pipeline", "pipeline flux lead pista deal oportunitati kanban panou board")
recipient_sources.register(Lead.record_kind, lead_recipients)
activity_kinds.register(Lead.record_kind, Lead.record_kind)
phone_numbers.register(Lead.record_kind, lead_phones)
details.register(Lead.record_kind, lead_details)
owners.register(Lead.record_kind, lead_owners)
contact_changed.register(follow_contact)
contacts_merged.register(follow_merged)
similar_sources.register(Lead.record_kind, leads_like)
scanners.register(Lead.record_kind, Scanner(steps, pairs))
kinds.register(
    Lead.record_kind,
    Kind(
        label=_("Leads and opportunities"),
        sides=lead_sides,
        merge_url=lambda first, second: f"{reverse('crm:lead-merge')}?ids={first},{second}",
        why=why,
    ),
)
wordings.register(Lead.record_kind, LEAD)
register_derived(Lead, derive_again)
register_derived(Contact, follow_contacts)
alias_kinds.register(Team.record_kind, AliasKind(creates=Lead.record_kind, handler=message_to_team, is_open=is_open))
sender_takers.register(Lead.record_kind, take_writer)
reply_addresses.register(Lead.record_kind, team_address)
schedules.register("crm.fold_totals", fold_totals, every=timedelta(seconds=30))
diagnostics.register("crm.totals", examine)

tag_uses.register(
    "leads",
    Use(
        Lead.tags.through._default_manager.all,
        "tag",
        ngettext_lazy("%(shown)s opportunity", "%(shown)s opportunities", "n"),
    ),
)
menu.register(
    MenuEntry(
        "pipeline",
        _("Pipeline"),
        url_name="crm:board",
        icon="target",
        parent="crm",
        order=10,
        is_in_bottom_bar=True,
        short_label=pgettext_lazy("short", "Pipeline"),
    )
)
menu.register(MenuEntry("new-opportunity", _("New"), url_name="crm:lead-new", icon="plus", parent="new"))

menu.register(
    MenuEntry(
        "leads",
        _("Leads"),
        url_name="crm:leads",
        icon="inbox",
        parent="crm",
        order=15,
        visible_to=lambda _user: policies.uses_leads(),
    )
)
menu.register(MenuEntry("team-cards", _("Teams"), url_name="crm:teams", icon="users-group", parent="crm", order=20))
menu.register(
    MenuEntry(
        "stages",
        _("Stages"),
        url_name="crm:stages",
        icon="layout-kanban",
        parent="configuration",
        order=40,
        visible_to=policies.may_configure,
        description=_("The steps of the pipeline, in the order of the board's columns."),
    )
)
menu.register(
    MenuEntry(
        "lost-reasons",
        _("Lost reasons"),
        url_name="crm:lost-reasons",
        icon="circle-x",
        parent="configuration",
        order=60,
        visible_to=policies.may_configure,
        description=_("What can be chosen when a deal is lost, so that you learn why."),
    )
)
for _order, (_key, _label, _icon, _words) in enumerate(
    (
        ("campaigns", _("Campaigns"), "flag", _("Marketing efforts that bring opportunities.")),
        ("media", _("Media"), "send", _("How a message travelled: e-mail, phone, website.")),
        ("sources", _("Sources"), "map-pin", _("Where a customer met you.")),
    ),
    start=61,
):
    menu.register(
        MenuEntry(
            _key,
            _label,
            url_name=f"crm:{_key}",
            icon=_icon,
            parent="configuration",
            order=_order,
            visible_to=policies.may_configure,
            description=_words,
        )
    )
menu.register(
    MenuEntry(
        "plans",
        _("Recurring plans"),
        url_name="crm:plans",
        icon="refresh",
        parent="configuration",
        order=64,
        visible_to=lambda user: policies.may_configure(user) and policies.uses_recurring_revenue(),
        description=_("How often recurring revenue comes in."),
    )
)
panels.register("home.section", "to-take", Panel("crm/home_to_take.html", to_take, order=40))
panels.register("home.section", "stale", Panel("crm/home_stale.html", stale, order=50))
panels.register("lead.smart", "meetings", Panel("calendar/lead_smart.html", meeting_button, order=10))
panels.register("lead.smart", "similar", Panel("crm/similar_slot.html", similar_to_lead, order=900))
panels.register("lead.thread", "thread", Panel("chatter/thread.html", thread))
panels.register(
    "contacts.contact.panels", "opportunities", Panel("crm/contact_panel.html", opportunities_of_contact, order=20)
)


def drop_before_migrating(sender: AppConfig, plan: list[Any] | None = None, **_kwargs: Any) -> None:
    """A migration may remake the table of leads, which loses or forbids its triggers."""
    if sender.label == "crm" and plan:
        totalling.drop_triggers()


def install_after_migrating(sender: AppConfig, plan: list[Any] | None = None, **_kwargs: Any) -> None:
    """Triggers that are as this version wants them, and totals that add up."""
    if sender.label == "crm":
        totalling.ensure(anew=bool(plan))


pre_migrate.connect(drop_before_migrating, dispatch_uid="crm-drop-total-triggers")
post_migrate.connect(install_after_migrating, dispatch_uid="crm-install-total-triggers")
panels.register("teams.team.panels", "stages", Panel("crm/team_stages.html", stages_of_team))
