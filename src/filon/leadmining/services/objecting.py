"""Noting that the company of a lead wants to hear nothing more."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.contacts.choices import SuppressionKind
from filon.contacts.services.suppressing import suppress
from filon.core.domains import own_domain
from filon.core.exceptions import DomainError
from filon.crm.models import Lead
from filon.history.services import recording
from filon.leadmining.models import Origin


@transaction.atomic
def note_objection(*, actor: User, lead: Lead, reason: str) -> int:
    """Suppress the address, domain, number and fiscal code of the company of `lead`; returns how many."""
    vats = Origin.objects.filter(record_id=lead.pk).exclude(vat="").values_list("vat", flat=True)
    values = {
        (SuppressionKind.EMAIL, lead.email_normalised),
        (SuppressionKind.PHONE, lead.phone_e164),
        (SuppressionKind.DOMAIN, own_domain(lead.website) or own_domain(lead.email_normalised)),
        *((SuppressionKind.VAT, vat) for vat in vats),
    }
    known = [(kind, value) for kind, value in values if value]
    if not known:
        raise DomainError(_("Nothing is known of this company by which it could be left alone."))
    for kind, value in known:
        suppress(actor=actor, kind=kind, value=value, reason=reason)
    recording.describe(gettext_noop("Noted an objection"))
    return len(known)
