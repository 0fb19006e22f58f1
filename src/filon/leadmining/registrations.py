"""What lead mining is to the house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.core.record_types import RecordType, register_record_type
from filon.leadmining import policies
from filon.leadmining.models import MiningRequest
from filon.leadmining.panels import origins_of_lead
from filon.search.registry import register_page_words
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
panels.register("lead.below", "origins", Panel("leadmining/lead_origins.html", origins_of_lead, order=80))
