"""The forms that take a file, and say how it is read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.exchange.choices import DayOrder, Decimals, Twice
from filon.exchange.declaring import Exchangeable, exchangeables
from filon.exchange.services.looking import Look
from filon.exchange.services.settings import Settings
from filon.exchange.sources.texts import DELIMITERS, ENCODINGS


def kinds() -> list[tuple[str, Any]]:
    """What may be imported."""
    return [(declared.kind, declared.label) for declared in exchangeables]


class OneFile(forms.FileInput):
    """A field that takes a file; one may be dropped on it."""

    template_name = "ui/widgets/file.html"


class UploadForm(forms.Form):
    """A file, and what its rows are."""

    hides_required = True

    kind = forms.ChoiceField(label=_("What the rows are"), choices=kinds, widget=forms.RadioSelect)
    file = forms.FileField(label=_("File"), widget=OneFile())


class SettingsForm(forms.Form):
    """How a file is read, and what is done with its rows. `column_3` says what the file's fourth column is."""

    hides_required = True

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    encoding = forms.ChoiceField(label=_("Encoding"), required=False)
    delimiter = forms.ChoiceField(label=_("Separator"), required=False)
    has_header = forms.BooleanField(label=_("The first row has the headings"), required=False)
    decimal = forms.ChoiceField(label=_("Numbers are written"), choices=Decimals.choices, required=False)
    days = forms.ChoiceField(label=_("Days are written"), choices=DayOrder.choices, required=False)
    key = forms.ChoiceField(label=_("Update the records that have the same"), required=False)
    twice = forms.ChoiceField(label=_("What seems to be known already"), choices=Twice.choices, required=False)
    creates = forms.MultipleChoiceField(
        label=_("Add unknown names as new records"), required=False, widget=forms.CheckboxSelectMultiple
    )
    only_known = forms.BooleanField(label=_("Only update, add nothing"), required=False)
    clears = forms.BooleanField(label=_("An empty cell empties the field"), required=False)

    def __init__(self, data: Any, *, declared: Exchangeable, look: Look, settings: Settings) -> None:
        self.settings, self.look = settings, look
        super().__init__(data, initial=settings.__dict__)
        source = look.source
        self._choose("sheet", [(name, name) for name in source.sheets] if len(source.sheets) > 1 else [])
        self._choose("encoding", list(ENCODINGS.items()) if source.delimiter else [])
        self._choose("delimiter", list(DELIMITERS.items()) if source.delimiter else [])
        if source.is_cards:
            for name in ("has_header", "decimal", "days"):
                del self.fields[name]
        labels = {column.key: str(column.label) for column in declared.columns}
        self._choose("key", [("", _("– (add every row)")), *((key, labels[key]) for key in declared.keys)])
        self._choose("creates", [(c.key, c.label) for c in declared.columns if c.link and c.link.create])
        offered = [("", "–"), *labels.items()]
        for number in range(len(look.headings)):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=look.headings[number] or _("Column %(number)d") % {"number": number + 1},
                choices=offered,
                required=False,
                initial=settings.columns.get(number, ""),
            )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        if choices:
            field.choices = choices
        else:
            del self.fields[name]

    def columns(self) -> list[tuple[Any, str]]:
        """The fields that say what a column is, with samples of what stands in it."""
        return [(self[f"column_{number}"], self.look.samples(number)) for number in range(len(self.look.headings))]

    def reading(self) -> list[Any]:
        """The fields about how the file is written."""
        names = ("sheet", "encoding", "delimiter", "decimal", "days", "has_header")
        return [self[name] for name in names if name in self.fields]

    def doing(self) -> list[Any]:
        """The fields about what is done with its rows."""
        names = ("key", "twice", "only_known", "clears", "creates")
        return [self[name] for name in names if name in self.fields]

    def chosen(self) -> Settings:
        """What was chosen; what the form does not ask for stays as it was."""
        values = self.cleaned_data
        kept = {name: values[name] for name in self.fields if not name.startswith("column_")}
        columns = {
            number: key for number in range(len(self.look.headings)) if (key := values.get(f"column_{number}", ""))
        }
        return Settings(**{**self.settings.__dict__, **kept, "columns": columns})
