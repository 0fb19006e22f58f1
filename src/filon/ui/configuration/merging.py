"""Making one row of two that mean the same."""

from typing import Any

from django.db import transaction
from django.db.models import ForeignObjectRel, ManyToOneRel
from django.utils.translation import gettext as _

from filon.core.exceptions import Conflict, DomainError
from filon.ui.configuration.declaration import ConfigurationList


@transaction.atomic
def merge_named(*, actor: Any, declared: ConfigurationList, pk: int, into: int) -> Any:
    """Put the row `into` wherever the row `pk` is used, and delete `pk`; returns the row that stays."""
    declared.require_settling(actor)
    if pk == into:
        raise DomainError(_("Choose another one to merge it with."), field="into")
    if declared.tells is not None:
        declared.tells("merge")
    rows = declared.model._default_manager.select_for_update().filter(pk__in=[pk, into]).in_bulk()
    if len(rows) < 2:
        raise Conflict(_("This entry has been deleted meanwhile."))
    for relation in declared.model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            _repoint(relation, pk, into)
    rows[pk].delete()
    return rows[into]


def _repoint(relation: ForeignObjectRel, pk: int, into: int) -> None:
    """Let every row that refers to `pk` refer to `into`; a link that is there already is not doubled."""
    model: Any = relation.related_model
    name = relation.field.name
    rows = model._base_manager.filter(**{name: pk})
    if model._meta.auto_created:
        other = next(field.name for field in model._meta.fields if field.is_relation and field.name != name)
        linked = model._base_manager.filter(**{name: into}).values(other)
        rows.filter(**{f"{other}__in": linked}).delete()
    rows.update(**{name: into})
