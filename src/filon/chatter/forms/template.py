"""The form of a message template."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.chatter.forms.composer import FilesField
from filon.chatter.hooks import wordings
from filon.chatter.models import MessageTemplate
from filon.chatter.services.attaching import Upload
from filon.chatter.services.rendering import placeholders_for
from filon.chatter.services.templates import LONGEST_NAME, LONGEST_SUBJECT, change_template, create_template
from filon.core.record_types import record_types

TEXTS = ("name", "subject", "body")


class MessageTemplateForm(forms.Form):
    """Its name, where it is offered, and what it says in each language."""

    hides_required = True

    name_ro = forms.CharField(label=_("Name (Romanian)"), max_length=LONGEST_NAME, required=False)
    name_en = forms.CharField(label=_("Name (English)"), max_length=LONGEST_NAME, required=False)
    record_kinds = forms.MultipleChoiceField(
        label=_("Offered for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    subject_ro = forms.CharField(label=_("Subject (Romanian)"), max_length=LONGEST_SUBJECT, required=False)
    body_ro = forms.CharField(label=_("Text (Romanian)"), required=False, widget=forms.Textarea({"rows": 9}))
    subject_en = forms.CharField(label=_("Subject (English)"), max_length=LONGEST_SUBJECT, required=False)
    body_en = forms.CharField(label=_("Text (English)"), required=False, widget=forms.Textarea({"rows": 9}))
    file = FilesField(label=_("Add files"), required=False)

    def __init__(self, *args: Any, user: User, template: MessageTemplate | None = None, **kwargs: Any) -> None:
        self.user, self.template = user, template
        known = template or MessageTemplate()
        texts = {f"{field}_{code}": getattr(known, field).get(code, "") for field in TEXTS for code in ("ro", "en")}
        super().__init__(*args, **{"initial": {**texts, "record_kinds": known.record_kinds}, **kwargs})
        choices: Any = self.fields["record_kinds"]
        choices.choices = [(kind, str(record_types[kind].label)) for kind in wordings.names()]

    def sections(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        yield str(_("The template")), [self["name_ro"], self["name_en"], self["record_kinds"]]
        yield str(_("In Romanian")), [self["subject_ro"], self["body_ro"]]
        yield str(_("In English")), [self["subject_en"], self["body_en"]]

    def placeholders(self) -> dict[str, str]:
        """What may stand in it as the kinds are chosen now, each with its label."""
        chosen = self["record_kinds"].value() or wordings.names()
        return placeholders_for([kind for kind in chosen if kind in wordings])

    def save(self) -> MessageTemplate:
        """Make or change the template; the files whose ids are in `drop` leave it."""
        values: dict[str, Any] = {
            field: {code: self.cleaned_data[f"{field}_{code}"] for code in ("ro", "en")} for field in TEXTS
        }
        values["record_kinds"] = self.cleaned_data["record_kinds"]
        files = [Upload(file.name, file.read()) for file in self.cleaned_data["file"]]
        if self.template is None:
            return create_template(actor=self.user, files=files, **values)
        ticked = self.data.getlist("drop") if hasattr(self.data, "getlist") else []
        dropped = [int(pk) for pk in ticked if pk.isdecimal()]
        return change_template(actor=self.user, template=self.template, files=files, dropped=dropped, **values)
