"""What an administrator types about a user."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from filon.accounts.choices import Role


class InviteForm(forms.Form):
    """Somebody new."""

    name = forms.CharField(label=_("Name"), max_length=150, error_messages={"required": _("Type the name.")})
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The address with which the user signs in."),
        error_messages={
            "required": _("Type the e-mail address."),
            "invalid": _("Type the whole address, such as name@company.com."),
        },
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        initial=Role.OWN,
        help_text=_(
            "Own documents: sees what is assigned to the user. All documents: sees everything. "
            "Administrator: also changes the configuration."
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class UserForm(InviteForm):
    """Somebody who is already here; the language is his to choose."""

    language = None  # type: ignore[assignment]
    is_active = forms.BooleanField(
        label=_("Active"),
        required=False,
        help_text=_("Who is not active cannot sign in; what belongs to this user stays."),
    )
