"""Giving addresses of ours to what messages are to become."""

import re

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core.exceptions import DomainError, NotAllowed
from filon.core.models import Record
from filon.core.normalising import folded
from filon.core.record_types import record_types
from filon.history.services import recording
from filon.mail.choices import AliasPolicy
from filon.mail.models import Alias
from filon.mail.services.addressing import RESERVED

MAX_LENGTH = 64
_FOREIGN = re.compile(r"[^a-z0-9!#$&'*/=?^_`{|}~.-]+")
_DOTS = re.compile(r"\.{2,}")


def clean_local_part(text: str) -> str:
    """`text` as the local part of an address: no accents, small letters, and a hyphen for what cannot stand there.

    „Vânzări Cluj” becomes `vanzari-cluj`. What stands after an `@` is left out; "" means that nothing is left.
    """
    plain = folded(text.partition("@")[0])
    plain = _DOTS.sub(".", _FOREIGN.sub("-", plain)).strip(".")
    return "" if not any(letter.isalnum() for letter in plain) else plain[:MAX_LENGTH].strip(".")


@transaction.atomic
def set_alias(
    *, owner: Record, local_part: str, policy: str, actor: User | None, refusal_text: str | None = None
) -> Alias | None:
    """Give `owner` the address with this local part, change it, or take it away when `local_part` is empty.

    The policy says who may write to it, `refusal_text` what the others hear (None: as before).
    DomainError when the name is reserved or somebody else's.
    """
    if actor is not None and not actor.is_administrator:
        raise NotAllowed(_("Only an administrator can give out addresses."))
    name = clean_local_part(local_part)
    if local_part.strip() and not name:
        raise DomainError(_("Write a name of letters or digits, such as vanzari."), field="alias")
    if not name:
        Alias.objects.filter(owner=owner).delete()
        return None
    if policy not in AliasPolicy.values:
        raise DomainError(_("Choose who may write to the address."), field="alias_policy")
    _require_free(name, owner)
    recording.describe(gettext_noop("Changed an e-mail alias"))
    try:
        with transaction.atomic():
            values = {"local_part": name, "policy": policy}
            if refusal_text is not None:
                values["refusal_text"] = refusal_text.strip()[:2000]
            alias, _created = Alias.objects.update_or_create(owner=owner, defaults=values)
    except IntegrityError:
        # Somebody was quicker.
        _require_free(name, owner)
        raise
    return alias


def alias_fault(name: str, *, owner_id: int | None) -> str:
    """Why the record `owner_id` (None for one yet to be made) cannot have this local part, in words; "" if it can."""
    if name in RESERVED:
        text = _("%(address)s is kept for the house itself; choose another name.")
        return text % {"address": f"{name}@{settings.FILON_MAIL_DOMAIN}"}
    other = Alias.objects.filter(local_part=name).exclude(owner_id=owner_id).select_related("owner").first()
    if other is None:
        return ""
    return _("%(address)s already belongs to “%(owner)s”.") % {"address": other.address, "owner": _title(other.owner)}


def _require_free(name: str, owner: Record) -> None:
    fault = alias_fault(name, owner_id=owner.pk)
    if fault:
        raise DomainError(fault, field="alias")


def _title(record: Record) -> str:
    record_type = record_types.get(record.kind)
    row = record_type.model._default_manager.filter(pk=record.pk).first() if record_type else None
    return record_type.title(row) if record_type and row else str(record)
