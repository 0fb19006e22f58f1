"""The small tables of this room."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from filon.sales import policies
from filon.sales.models import Quotation, QuotationTemplate
from filon.ui import cells
from filon.ui.configuration import ConfigurationList
from filon.ui.configuration.uses import Use
from filon.ui.lists.declaration import Column

TEMPLATES = ConfigurationList(
    key="quotation-templates",
    title=_("Quotation templates"),
    description=_("Lines, validity and terms that quotations start from."),
    label=_("Template"),
    hint=_("Name of the template"),
    crumbs=(_("CRM"), _("Configuration")),
    model=QuotationTemplate,
    require=policies.require_configure,
    columns=(Column("validity", _("Valid for (days)"), cells.text("validity_days")),),
    url_name="sales:quotation-template-sheet",
    uses=(Use(Quotation.objects.all, "template", ngettext_lazy("%(shown)s quotation", "%(shown)s quotations", "n")),),
    is_ordered=True,
)
