"""What every form needs that calls a service."""

from django.forms import BaseForm
from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.ui.widgets import Combobox


def refuse_unchosen(form: BaseForm) -> None:
    """Say so beside each combobox in which a text stands that is no choice, rather than lose what was typed."""
    for name, field in form.fields.items():
        widget = field.widget
        if (
            isinstance(widget, Combobox)
            and widget.typed
            and not widget.fresh
            and not form.data.get(form.add_prefix(name))
        ):
            form.add_error(name, _("Choose a line of the list, or empty the field."))


def show_refusal(form: BaseForm, refusal: DomainError) -> None:
    """Put a service's sentences beside the fields they are about; those about no field of the form go on top."""
    for field, sentence in refusal.errors.items():
        form.add_error(field if field in form.fields else None, str(sentence))
