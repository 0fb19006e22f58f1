"""The forms of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.mail.choices import MailboxKind, Security
from filon.mail.models import Alias, Mailbox, MailSettings
from filon.ui.widgets import Switch


class MailSettingsForm(forms.Form):
    """The choices about mail."""

    requires_dmarc = forms.BooleanField(
        label=_("Authenticated partners must pass DMARC"),
        required=False,
        widget=Switch,
        help_text=_("Messages whose sender is not proved are refused at addresses for authenticated partners."),
    )
    authentication_server = forms.CharField(
        label=_("Name of our mail server"),
        required=False,
        max_length=253,
        help_text=_("As it stands at the start of Authentication-Results. Only its results are believed."),
    )
    retention_days = forms.IntegerField(
        label=_("Keep refused messages for days"),
        required=False,
        min_value=1,
        max_value=36500,
        help_text=_("Empty: for ever. Messages that made a record or stand in a discussion are always kept."),
    )
    trusted_senders = forms.CharField(
        label=_("Trusted senders"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One address on each line, such as that of a web form. They may write any number of messages."),
    )
    sends_as_author = forms.BooleanField(
        label=_("Send from each user's own address"),
        required=False,
        widget=Switch,
        help_text=_("Where its domain allows; otherwise from the common address, with the user's name."),
    )
    sender_domains = forms.CharField(
        label=_("Domains from which we may send"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line, besides our mail domain. Their SPF and DKIM must name our mail server."),
    )

    def __init__(self, *args: Any, settings: MailSettings, **kwargs: Any) -> None:
        initial = {
            "requires_dmarc": settings.requires_dmarc,
            "authentication_server": settings.authentication_server,
            "retention_days": settings.retention_days,
            "trusted_senders": "\n".join(settings.trusted_senders),
            "sends_as_author": settings.sends_as_author,
            "sender_domains": "\n".join(settings.sender_domains),
        }
        super().__init__(*args, **{"initial": initial, **kwargs})

    def clean_trusted_senders(self) -> list[str]:
        """Each line for itself."""
        return str(self.cleaned_data["trusted_senders"]).splitlines()

    def clean_sender_domains(self) -> list[str]:
        """Each line for itself."""
        return str(self.cleaned_data["sender_domains"]).splitlines()


class MailboxForm(forms.Form):
    """A mailbox elsewhere, or a door."""

    hides_required = True

    name = forms.CharField(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=MailboxKind.choices)
    host = forms.CharField(label=_("Server"), max_length=253, required=False)
    security = forms.ChoiceField(label=_("Security"), choices=Security.choices, required=False, initial=Security.TLS)
    port = forms.IntegerField(
        label=_("Port"), required=False, min_value=1, max_value=65535, help_text=_("Empty: the usual one.")
    )
    user = forms.CharField(label=_("User"), max_length=320, required=False)
    password = forms.CharField(
        label=_("Password"),
        required=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kept encrypted. Leave it empty to keep the one that is known."),
    )
    folder = forms.CharField(label=_("Folder"), max_length=200, required=False, initial="INBOX")
    alias = forms.ModelChoiceField(
        label=_("For the team"),
        queryset=Alias.objects.all(),
        required=False,
        empty_label=_("nobody: only what names an address of ours"),
        help_text=_("Gets the messages that name no address of ours and answer nothing."),
    )
    takes_older = forms.BooleanField(
        label=_("Also take the messages that are there already"), required=False, widget=Switch
    )
    deletes = forms.BooleanField(label=_("Delete from the mailbox what has been taken"), required=False, widget=Switch)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True, widget=Switch)

    def __init__(self, *args: Any, mailbox: Mailbox | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(mailbox, name) for name in self.base_fields if name != "password"} if mailbox else {}
        super().__init__(*args, **{"initial": initial, **kwargs})

    def values(self) -> Any:
        """What the service wants."""
        values = dict(self.cleaned_data)
        values["security"] = values["security"] or Security.TLS
        return {**values, "folder": values["folder"] or "INBOX"}
