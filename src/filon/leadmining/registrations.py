"""What lead mining is to the house."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.core import diagnostics
from filon.core.record_types import RecordType, register_record_type
from filon.crm.lists.bulk import added_actions
from filon.jobs import schedules
from filon.leadmining import policies
from filon.leadmining.models import MiningRequest
from filon.leadmining.panels import (
    completion_page,
    generate_button,
    origins_of_contact,
    origins_of_lead,
    record_acts,
)
from filon.leadmining.services.examining import examine
from filon.leadmining.tasks import let_unworked_go
from filon.search.registry import register_page_words
from filon.ui.lists import BulkAction
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

register_record_type(
    RecordType(
        kind=MiningRequest.record_kind,
        label=_("Lead mining request"),
        icon="database",
        model=MiningRequest,
        visible_to=lambda user: MiningRequest.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("leadmining:request", args=[pk]),
        may_change=policies.may_change,
    )
)
menu.register(
    MenuEntry(
        "mining-requests",
        _("Lead mining requests"),
        url_name="leadmining:requests",
        icon="database",
        parent="configuration",
        order=60,
        description=_("Which companies of the directory should become leads, for which team and salesperson."),
    )
)
menu.register(
    MenuEntry(
        "directory",
        _("Company directory"),
        url_name="leadmining:datasets",
        icon="building",
        parent="system",
        order=60,
        visible_to=policies.may_keep_directory,
        description=_("Open registers of companies, from which lead mining requests draw."),
    )
)
menu.register(
    MenuEntry(
        "suppressions",
        _("Objections"),
        url_name="leadmining:suppressions",
        icon="ban",
        parent="configuration",
        order=70,
        description=_("Who asked not to be approached, by address, domain, number or fiscal code."),
    )
)
register_page_words("mining-requests", "extragere piste lead mining generare registru firme companii")
register_page_words("directory", "director registru firme onrc anaf companies register dataset")
register_page_words("suppressions", "opozitii gdpr dezabonare suppression opt-out objection")
panels.register("lead.below", "origins", Panel("leadmining/origins.html", origins_of_lead, order=80))
panels.register("contact.below", "origins", Panel("leadmining/origins.html", origins_of_contact, order=80))
panels.register("lead.menu", "enrich", Panel("leadmining/lead_menu.html", record_acts, order=80))
panels.register("contact.actions", "enrich", Panel("leadmining/contact_action.html", record_acts, order=80))
for _list in ("leads", "unqualified"):
    panels.register(f"list.{_list}", "mining", Panel("leadmining/generate.html", generate_button, order=80))
added_actions.register(
    "complete",
    BulkAction("complete", _("Complete from the directory"), "database", page=completion_page),
)
diagnostics.register("company directory", examine)
schedules.register("leadmining.let_unworked_go", let_unworked_go, every=timedelta(days=1))
menu.register(
    MenuEntry(
        "notices",
        _("People to inform"),
        url_name="leadmining:notices",
        icon="mail",
        parent="configuration",
        order=71,
        description=_("Whose data came from a register and who has not been told so yet (GDPR, article 14)."),
    )
)
menu.register(
    MenuEntry(
        "retention",
        _("Unworked mined leads"),
        url_name="leadmining:retention",
        icon="clock",
        parent="configuration",
        order=72,
        visible_to=policies.may_keep_directory,
        description=_("After how many days mined leads that nobody works on are deleted."),
    )
)
register_page_words("notices", "informare gdpr articolul 14 art 14 notificare persoane inform people notice")
register_page_words("retention", "retentie pastrare stergere piste nelucrate gdpr retention")
