"""The forms that load a register, confirm what a table's columns mean, and note an objection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.contacts.choices import SuppressionKind
from filon.leadmining.importers import Options
from filon.leadmining.importers.generic import DELIMITERS, ENCODINGS, FIELDS
from filon.organisation.models import Country


class ManyFiles(forms.FileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True
    template_name = "ui/widgets/file.html"


class FilesField(forms.FileField):
    """Several files; cleans to a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that was chosen."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in files]


class UploadForm(forms.Form):
    """The files of one register."""

    hides_required = True

    sources = FilesField(label=_("Files"))


class LoadForm(forms.Form):
    """How files that are here already are to be read."""

    hides_required = True

    title = forms.CharField(label=_("Name of the dataset"), max_length=200, required=False)
    licence = forms.CharField(label=_("Licence"), max_length=100, required=False)
    attribution = forms.CharField(label=_("Attribution"), max_length=300, required=False)
    country = forms.ModelChoiceField(
        label=_("Country, where the file does not say"), queryset=Country.objects.all(), required=False, empty_label="—"
    )
    delimiter = forms.ChoiceField(
        label=_("Columns are divided by"),
        choices=[("", _("as found out")), *((one, _("tab") if one == "\t" else one) for one in DELIMITERS)],
        required=False,
    )
    encoding = forms.ChoiceField(
        label=_("Encoding"), choices=[("", _("as found out")), *zip(ENCODINGS, ENCODINGS, strict=True)], required=False
    )
    with_people = forms.BooleanField(label=_("Load people too"), required=False)
    with_sole_traders = forms.BooleanField(label=_("Load sole traders too"), required=False)

    def __init__(self, *args: Any, header: list[str], proposed: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "—"), *((name, name) for name in header)]
        if not header:
            del self.fields["delimiter"], self.fields["encoding"]
        for field, label in FIELDS.items() if header else ():
            self.fields[f"column_{field}"] = forms.ChoiceField(
                label=label, choices=offered, required=False, initial=proposed.get(field, "")
            )

    def columns(self) -> list[Any]:
        """The fields that say which column is what."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    def options(self) -> Options:
        """What was chosen."""
        values = self.cleaned_data
        chosen = {name.removeprefix("column_"): values[name] for name in values if name.startswith("column_")}
        country = values["country"].pk if values["country"] else ""
        return Options(
            with_people=values["with_people"],
            with_sole_traders=values["with_sole_traders"],
            country=country,
            mapping={field: column for field, column in chosen.items() if column},
            delimiter=values.get("delimiter", ""),
            encoding=values.get("encoding", ""),
        )


class SuppressionForm(forms.Form):
    """Somebody who must not be approached."""

    hides_required = True

    kind = forms.ChoiceField(label=_("Kind"), choices=SuppressionKind.choices)
    value = forms.CharField(label=_("Address, domain, number or code"), max_length=254)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
