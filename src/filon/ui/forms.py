"""What every form needs that calls a service."""

from django.forms import BaseForm

from filon.core.exceptions import DomainError


def show_refusal(form: BaseForm, refusal: DomainError) -> None:
    """Put a service's sentences beside the fields they are about; those about no field of the form go on top."""
    for field, sentence in refusal.errors.items():
        form.add_error(field if field in form.fields else None, str(sentence))
