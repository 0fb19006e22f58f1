"""Campaigns, media and sources, made by typing their name."""

from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.core.normalising import comma_below, folded, sort_key
from filon.crm import policies
from filon.crm.models import Campaign, Medium, Source
from filon.ui.configuration.naming import LONGEST

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
        if wanted in {folded(known) for known in row.name.values()}:
            if not row.is_active:
                row.is_active = True
                row.save(update_fields=["is_active"])
            return row
    if len(text) > LONGEST:
        raise DomainError(
            _("A name has at most %(longest)d characters.") % {"longest": LONGEST}, field=kind.__name__.lower()
        )
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return kind.objects.create(name={language: text}, sort_key=sort_key(text))
