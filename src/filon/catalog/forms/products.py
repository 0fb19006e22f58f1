"""What people type about products."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.catalog.choices import InvoicePolicy, ProductKind
from filon.catalog.forms.texts import spread, texts
from filon.catalog.models import Product, Tax, Unit
from filon.catalog.services.products import create_product, set_picture, update_product
from filon.ui.fields import MoneyField
from filon.ui.widgets import FileInput


class ProductForm(forms.Form):
    """A product or service, named in both languages."""

    hides_required = True

    name_ro = forms.CharField(label=_("Name in Romanian"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    reference = forms.CharField(label=_("Reference"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProductKind.choices, initial=ProductKind.GOODS)
    price = MoneyField(label=_("Price"), required=False)
    cost = MoneyField(label=_("Cost"), required=False)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.all(), empty_label=None)
    tax = forms.ModelChoiceField(label=_("Tax"), queryset=Tax.objects.all(), required=False, empty_label="—")
    invoice_policy = forms.ChoiceField(label=_("Invoiced by"), choices=InvoicePolicy.choices)
    description_ro = forms.CharField(
        label=_("Description in Romanian"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    description_en = forms.CharField(
        label=_("Description in English"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    picture = forms.FileField(label=_("Picture"), required=False, widget=FileInput)

    def __init__(self, *args: Any, user: User, product: Product | None = None, **kwargs: Any) -> None:
        self.user, self.product = user, product
        super().__init__(*args, **{"initial": _of(product) if product else _proposed(), **kwargs})

    def save(self) -> Product:
        """Make or change the product. DomainError as the service raises it."""
        cleaned = self.cleaned_data
        values: Any = {name: cleaned[name] for name in ("reference", "unit", "tax")}
        values |= {"name": texts(cleaned, "name"), "description": texts(cleaned, "description")}
        values |= {"price": cleaned["price"] or 0, "cost": cleaned["cost"] or 0}
        values |= {"kind": ProductKind(cleaned["kind"]), "invoice_policy": InvoicePolicy(cleaned["invoice_policy"])}
        if self.product is None:
            product = create_product(actor=self.user, **values)
        else:
            product = update_product(actor=self.user, product=self.product, **values)
        if cleaned["picture"]:
            set_picture(actor=self.user, product=product, content=cleaned["picture"].read())
        return product


def _of(product: Product) -> dict[str, Any]:
    names = ("reference", "kind", "price", "cost", "unit", "tax", "invoice_policy")
    return {
        **{name: getattr(product, name) for name in names},
        **spread("name", product.name),
        **spread("description", product.description),
    }


def _proposed() -> dict[str, Any]:
    return {"unit": Unit.objects.first(), "tax": Tax.objects.filter(is_active=True).first()}
