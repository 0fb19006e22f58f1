"""What fields are called."""

from collections.abc import Iterable

from django.db.models import Model


def field_labels(model: type[Model], names: Iterable[str]) -> list[str]:
    """The labels of a model's fields, in the reader's language."""
    return [str(getattr(model._meta.get_field(name), "verbose_name", name)) for name in names]
