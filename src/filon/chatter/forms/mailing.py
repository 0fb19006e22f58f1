"""What is written to many at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.chatter.models import MessageTemplate
from filon.chatter.services.filling import check
from filon.chatter.services.rendering import placeholders_for
from filon.core.exceptions import DomainError


class MailingForm(forms.Form):
    """A template, or a subject and a text that may hold the placeholders of `kind`."""

    hides_required = True

    template = forms.ChoiceField(label=_("Template"), required=False)
    subject = forms.CharField(label=_("Subject"), required=False, max_length=300)
    body = forms.CharField(label=_("Message"), required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, data: Any = None, *, kind: str) -> None:
        super().__init__(data)
        self._known = placeholders_for([kind])
        offered = [(str(one.pk), str(one)) for one in MessageTemplate.objects.offered_for(kind)]
        field: Any = self.fields["template"]
        field.choices = [("", _("None, I write it here")), *offered]
        example = ", ".join(f"{{{name}}}" for name in list(self._known)[:3])
        self.fields["body"].help_text = _(
            "Each person gets a message of his own. It may hold %(example)s, and ends with a link to ask for no more."
        ) % {"example": example}

    def clean(self) -> dict[str, Any]:
        """Either a template or a text, and no placeholder that is not known."""
        values = super().clean() or {}
        if not values.get("template"):
            for name in ("subject", "body"):
                if not (values.get(name) or "").strip() and name not in self.errors:
                    self.add_error(name, _("Write it, or choose a template."))
        elif (values.get("body") or "").strip():
            self.add_error("body", _("Choose a template or write the text, not both."))
        for name in ("subject", "body"):
            self._check(name, values.get(name) or "")
        return values

    def _check(self, name: str, text: str) -> None:
        try:
            check(text, self._known)
        except DomainError as refusal:
            self.add_error(name, str(refusal))
