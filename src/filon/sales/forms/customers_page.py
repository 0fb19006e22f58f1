"""What the customer writes on his page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.sales.services.answering import LONGEST_DRAWING, LONGEST_NAME, LONGEST_TEXT


class NamedForm(forms.Form):
    """Who answers."""

    hides_required = True

    name = forms.CharField(
        label=_("First and last name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )


class AcceptForm(NamedForm):
    """A typed name, which is the signature; a drawn one may come with it."""

    drawn = forms.CharField(required=False, max_length=LONGEST_DRAWING, widget=forms.HiddenInput)


class DeclineForm(NamedForm):
    """Who declines, and why."""

    prefix = "decline"

    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write why, so that we can do better.")},
        widget=forms.Textarea({"rows": 3}),
    )


class QuestionForm(forms.Form):
    """A question to the salesperson."""

    hides_required = True
    prefix = "ask"

    question = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write your question first.")},
        widget=forms.Textarea({"rows": 3}),
    )
