"""A line of a quotation as it is typed."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from filon.catalog.models import Product, Tax, Unit
from filon.core.exceptions import DomainError
from filon.sales.choices import LineKind
from filon.sales.models import QuotationLine
from filon.ui import reading


class NumberField(forms.Field):
    """A number with decimals: 1.234,56 and 1234.56 are understood. Cleans to Decimal; empty is `otherwise`."""

    def __init__(self, *, otherwise: str = "0", **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.otherwise = Decimal(otherwise)

    def to_python(self, value: Any) -> Any:
        """The number that was typed."""
        text = str(value or "")[:40].replace("%", "").strip()
        if not text:
            return self.otherwise
        try:
            return reading.amount(text)
        except reading.Unreadable as error:
            raise ValidationError(_("Write a number such as 1,5.")) from error


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
