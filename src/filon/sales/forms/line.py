"""A line of a quotation as it is typed."""

from typing import Any

from django import forms

from filon.catalog.models import Product, Tax, Unit
from filon.core.exceptions import DomainError
from filon.sales.choices import LineKind
from filon.sales.models import QuotationLine
from filon.ui.fields import NumberField


class LineForm(forms.Form):
    """A product or typed words, how much, for how much. Sections and notes have only words."""

    product = forms.ModelChoiceField(queryset=Product.objects.all(), required=False)
    product_text = forms.CharField(required=False, max_length=300)
    description = forms.CharField(required=False, max_length=5000)
    quantity = NumberField(otherwise="1")
    unit = forms.ModelChoiceField(queryset=Unit.objects.all(), required=False)
    unit_price = NumberField()
    discount = NumberField()
    tax = forms.ModelChoiceField(queryset=Tax.objects.all(), required=False)

    def values(self, line: QuotationLine | None, kind: str) -> dict[str, Any]:
        """What was said, for the service; DomainError by field. A product that is new here gives its own name."""
        if not self.is_valid():
            raise DomainError(errors={name: " ".join(map(str, texts)) for name, texts in self.errors.items()})
        cleaned = self.cleaned_data
        if kind != LineKind.PRODUCT:
            return {"name": cleaned["product_text"]}
        product = cleaned["product"]
        found = {name: cleaned[name] for name in ("quantity", "unit", "tax", "unit_price", "discount")}
        found["product"] = product
        if "description" in self.data:
            found["description"] = cleaned["description"]
        if product is None or (line is not None and line.product_id == product.pk):
            found["name"] = cleaned["product_text"]
        if line is None and product is not None and "unit_price" not in self.data:
            for name in ("unit_price", "discount", "unit", "tax"):
                found.pop(name)
        return found
