"""What people type about a template of quotations."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from filon.catalog.forms.texts import spread, texts
from filon.catalog.models import Product
from filon.sales.choices import LineKind
from filon.sales.models import TemplateLine
from filon.sales.services.template_lines import add_template_line, update_template, update_template_line
from filon.ui.configuration import SheetForm
from filon.ui.fields import NumberField
from filon.ui.widgets import Combobox, Switch


class TemplateForm(SheetForm):
    """A template by its names, its validity and its terms."""

    name_ro = forms.CharField(label=_("Name in Romanian"), max_length=100, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    validity_days = forms.IntegerField(
        label=_("Valid for (days)"),
        required=False,
        min_value=0,
        help_text=_("Empty: as in the settings. 0: without an end."),
    )
    terms_ro = forms.CharField(
        label=_("Terms in Romanian"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    terms_en = forms.CharField(
        label=_("Terms in English"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def values(self) -> dict[str, Any]:
        """The template as it stands."""
        row = self.row
        return {**spread("name", row.name), **spread("terms", row.terms), "validity_days": row.validity_days}

    def save(self) -> None:
        """Change the template."""
        cleaned = self.cleaned_data
        update_template(
            actor=self.user,
            template=self.row,
            name=texts(cleaned, "name"),
            validity_days=cleaned["validity_days"],
            terms=texts(cleaned, "terms"),
        )


class TemplateLineForm(SheetForm):
    """A product with its quantity, perhaps optional; or the words of a section or note."""

    kind = forms.ChoiceField(label=_("Kind of line"), choices=LineKind.choices)
    product = forms.ModelChoiceField(
        label=_("Product"),
        queryset=Product.objects.none(),
        required=False,
        widget=Combobox(reverse_lazy("catalog:product-options")),
    )
    quantity = NumberField(label=_("Quantity"), otherwise="1")
    is_optional = forms.BooleanField(label=_("Optional"), required=False, widget=Switch)
    name_ro = forms.CharField(
        label=_("Text in Romanian"), max_length=300, required=False, help_text=_("Of a section or note.")
    )
    name_en = forms.CharField(label=_("Text in English"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["product"]
        field.queryset = Product.objects.visible_to(self.user)

    def values(self) -> dict[str, Any]:
        """The line as it stands."""
        line = self.part or TemplateLine()
        found = {name: getattr(line, name) for name in ("kind", "product", "quantity", "is_optional")}
        return {**found, **spread("name", line.name or {})}

    def save(self) -> None:
        """Add or change the line."""
        cleaned = self.cleaned_data
        said: Any = {name: cleaned[name] for name in ("product", "quantity", "is_optional")}
        said |= {"kind": LineKind(cleaned["kind"]), "name": texts(cleaned, "name")}
        if self.part is None:
            add_template_line(actor=self.user, template=self.row, **said)
        else:
            update_template_line(actor=self.user, line=self.part, **said)
