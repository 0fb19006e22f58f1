"""CRM, Configuration: templates of quotations, and what holds for all quotations."""

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.sales import policies
from filon.sales.choices import LineKind
from filon.sales.forms.settings import SalesSettingsForm
from filon.sales.forms.template import TemplateForm, TemplateLineForm
from filon.sales.lists.configuration import TEMPLATES
from filon.sales.models import QuotationTemplate, TemplateLine
from filon.sales.services.template_lines import move_template_line, remove_template_line
from filon.ui import formatting
from filon.ui.configuration import PartLine, Parts, Sheet, sheet_view
from filon.ui.forms import show_refusal


def _lines(template: QuotationTemplate) -> Sequence[PartLine]:
    return [_line(line) for line in template.lines.select_related("product__unit")]


def _line(line: TemplateLine) -> PartLine:
    detail = "" if line.kind == LineKind.PRODUCT else str(line.get_kind_display())
    value = ""
    if line.product is not None:
        unit = _("Unit: %(unit)s") % {"unit": line.product.unit}
        detail = f"{unit} · {_('Optional')}" if line.is_optional else unit
        value = formatting.number(line.quantity, formatting.places(line.quantity))
    return PartLine(line.pk, str(line), detail, value)


template = sheet_view(
    Sheet(
        TEMPLATES,
        "sales:quotation-templates",
        TemplateForm,
        Parts(
            title=gettext_lazy("Lines"),
            empty=gettext_lazy("No line yet. Prices come from the price list of the quotation."),
            add=gettext_lazy("Add a line"),
            form=TemplateLineForm,
            rows=lambda row: row.lines.select_related("product", "template"),
            lines=_lines,
            remove=lambda user, line: remove_template_line(actor=user, line=line),
            move=lambda user, line, by: move_template_line(actor=user, line=line, by=by),
        ),
    )
)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """What holds for new quotations."""
    user = signed_in(request)
    policies.require_configure(user)
    form = SalesSettingsForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                form.save(user)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The settings are saved."), _("Undo the change"))
            return redirect("sales:quotation-settings")
    return render(request, "sales/settings.html", {"form": form}, status=422 if form.is_bound else 200)
