"""Campaigns, media and sources, made by typing their name."""

from typing import TypeVar

from django.db import transaction

from filon.accounts.models import User
from filon.core.normalising import comma_below, folded, sort_key
from filon.crm import policies
from filon.crm.models import Campaign, Medium, Source

Name = TypeVar("Name", Campaign, Medium, Source)


@transaction.atomic
def find_or_create(kind: type[Name], *, actor: User | None, name: str) -> Name | None:
    """The campaign, medium or source called `name` without regard to case and diacritics, made if there is none.

    None for an empty name; an archived one comes back into use.
    """
    policies.require_work(actor)
    text = comma_below(" ".join(name.split()))
    if not text:
        return None
    wanted = folded(text)
    for row in kind.objects.all():
        if folded(row.name) == wanted:
            if not row.is_active:
                row.is_active = True
                row.save(update_fields=["is_active"])
            return row
    return kind.objects.create(name=text, sort_key=sort_key(text))
