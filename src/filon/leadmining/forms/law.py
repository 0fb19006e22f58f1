"""The form that says how long mined leads are kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.ui.widgets import Switch


class RetentionForm(forms.Form):
    """After how many days an unworked lead goes, and whether by itself."""

    hides_required = True

    days = forms.IntegerField(label=_("Days without any work"), min_value=1, max_value=3650)
    is_scheduled = forms.BooleanField(label=_("Delete them every night"), required=False, widget=Switch)
