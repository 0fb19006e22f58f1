"""System checks: a model that is recorded must be one that can be recorded exactly."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error
from django.db.models import AutoField, DecimalField, ForeignKey, IntegerField, ManyToManyField, Model

from filon.history.recorded import is_recorded

MOST_DIGITS = 15


def check_recorded_models(app_configs: Sequence[AppConfig] | None = None, **_rest: Any) -> list[CheckMessage]:
    """All findings about models with `class History`."""
    models = apps.get_models() if app_configs is None else [m for app in app_configs for m in app.get_models()]
    return [finding for model in models if is_recorded(model) for finding in check_model(model)]


def check_model(model: type[Model]) -> Iterator[CheckMessage]:
    """The findings about one model."""
    key: Any = model._meta.pk
    while isinstance(key, ForeignKey):
        key = key.target_field
    if not isinstance(key, AutoField | IntegerField):
        yield Error("A recorded model needs an integer primary key.", obj=model, id="history.E001")
    for field in model._meta.concrete_fields:
        if isinstance(field, DecimalField) and (field.max_digits or 0) > MOST_DIGITS:
            yield Error(
                f"{field.name} has more than {MOST_DIGITS} digits, which SQLite's doubles do not hold.",
                obj=model,
                id="history.E002",
            )
    yield from _unknown_names(model)


def _unknown_names(model: type[Model]) -> Iterator[CheckMessage]:
    declared: Any = model.History  # type: ignore[attr-defined]
    names = {field.name for field in model._meta.concrete_fields}
    keys = {field.attname for field in model._meta.concrete_fields if isinstance(field, ForeignKey)}
    links = {field.name for field in model._meta.many_to_many if isinstance(field, ManyToManyField)}
    root = getattr(declared, "root", None)
    named = [getattr(declared, kind, ()) for kind in ("exclude", "secrets", "positions")]
    wrong = set().union(*named) - names
    wrong |= set(getattr(declared, "many_to_many", ())) - links
    wrong |= {root} - keys - {None, "self"}
    if wrong:
        yield Error(f"class History names what is not there: {', '.join(sorted(wrong))}.", obj=model, id="history.E003")
