"""The forms of somebody who is not signed in yet."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class PasswordInput(forms.PasswordInput):
    """A password field with a button that shows what was typed."""

    template_name = "accounts/widgets/password.html"


def password_input(autocomplete: str) -> PasswordInput:
    """A password field that says to the browser which password is meant."""
    return PasswordInput(attrs={"autocomplete": autocomplete})


class GateForm(forms.Form):
    """A short form on a signed-out page, where every field is needed and none says so."""

    hides_required = True


class SignInForm(GateForm):
    """Address and password."""

    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type the whole address, such as name@company.com."),
        },
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=password_input("current-password"),
        error_messages={"required": _("Type your password.")},
    )
    remember = forms.BooleanField(label=_("Remember me on this device"), required=False, initial=True)


class CodeForm(GateForm):
    """The code of the second step."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": _("Type the code.")},
    )


class ForgottenForm(GateForm):
    """Where to send the reset link."""

    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type the whole address, such as name@company.com."),
        },
    )


class NewPasswordForm(GateForm):
    """A new password, typed once: it can be shown."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters. A few words are easier to remember than signs."),
        strip=False,
        widget=password_input("new-password"),
        error_messages={"required": _("Type a password.")},
    )


class InvitationForm(GateForm):
    """What an invited user chooses."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters. A few words are easier to remember than signs."),
        strip=False,
        widget=password_input("new-password"),
        error_messages={"required": _("Type a password.")},
    )


class FirstStartForm(InvitationForm):
    """The first administrator."""

    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type the whole address, such as name@company.com."),
        },
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    field_order = ("name", "email", "password", "language")
