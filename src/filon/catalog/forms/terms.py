"""What people type about payment terms."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.catalog.choices import DueFrom
from filon.catalog.forms.texts import spread, texts
from filon.catalog.models import PaymentTerm
from filon.catalog.services.terms import update_term
from filon.ui.configuration import SheetForm
from filon.ui.fields import NumberField

MOST_PARTS = 4


class TermForm(SheetForm):
    """Names and texts in both languages, and up to four shares, which come to 100 per cent."""

    name_ro = forms.CharField(label=_("Name in Romanian"), max_length=100, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    text_ro = forms.CharField(
        label=_("Text on documents in Romanian"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Empty: the name."),
    )
    text_en = forms.CharField(
        label=_("Text on documents in English"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PARTS + 1):
            numbered = {"number": number}
            self.fields[f"percent_{number}"] = NumberField(label=_("Share %(number)s (%%)") % numbered, otherwise="0")
            self.fields[f"days_{number}"] = forms.IntegerField(
                label=_("Days of share %(number)s") % numbered, min_value=0, max_value=3650, required=False
            )
            self.fields[f"due_from_{number}"] = forms.ChoiceField(
                label=_("Share %(number)s is due") % numbered,
                choices=DueFrom.choices,
                required=False,
                widget=forms.Select(attrs={"data-wide": True}),
            )

    def values(self) -> dict[str, Any]:
        """The term as it stands."""
        term: PaymentTerm = self.row
        found: dict[str, Any] = {**spread("name", term.name), **spread("text", term.text)}
        for number, part in enumerate(term.parts.all(), start=1):
            found |= {f"percent_{number}": part.percent, f"days_{number}": part.days}
            found[f"due_from_{number}"] = part.due_from
        return found

    def save(self) -> None:
        """Change the term."""
        cleaned = self.cleaned_data
        update_term(
            actor=self.user,
            term=self.row,
            name=texts(cleaned, "name"),
            text=texts(cleaned, "text"),
            parts=[part for number in range(1, MOST_PARTS + 1) if (part := self._part(number))],
        )

    def _part(self, number: int) -> tuple[Decimal, int, DueFrom] | None:
        """A share that was typed; an empty one is none."""
        cleaned = self.cleaned_data
        percent = cleaned[f"percent_{number}"]
        if not percent:
            return None
        due_from = cleaned[f"due_from_{number}"] or DueFrom.INVOICE
        return percent, cleaned[f"days_{number}"] or 0, DueFrom(due_from)
