"""Telling people where we have their data from (GDPR, article 14): who is still to be told, and that it was done."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from filon.accounts.models import User
from filon.chatter.services.sending import post_message
from filon.contacts.services.objecting import objection_link
from filon.contacts.services.suppressing import suppressed
from filon.core.exceptions import DomainError, NotAllowed
from filon.crm.models import Lead
from filon.history.services import recording
from filon.leadmining.choices import LegalBasis
from filon.leadmining.models import Origin
from filon.organisation.models import Organisation

WITHIN = timedelta(days=30)
"""The month that the law gives."""


def uninformed(user: User) -> "QuerySet[Origin]":
    """The origins about persons who have not been told, of the leads that the user sees; the oldest first."""
    leads = Lead.objects.visible_to(user).values("pk")
    rows = Origin.objects.filter(has_person=True, notice_sent_at=None, record__in=leads)
    return rows.select_related("dataset").order_by("taken_at", "pk")


@transaction.atomic
def mark_informed(*, actor: User, origins: Sequence[Origin]) -> int:
    """Write down that these people were told today, by letter or on the phone."""
    recording.describe(gettext_noop("Noted that people were informed"))
    rows = uninformed(actor).filter(pk__in=[origin.pk for origin in origins])
    return Origin.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(notice_sent_at=actor.today)


@transaction.atomic
def send_notice(*, actor: User, origin: Origin) -> None:
    """Write to the person of an origin, and note the day. DomainError without an address, or when it objected."""
    lead = Lead.objects.visible_to(actor).filter(pk=origin.record_id).first()
    if lead is None:
        raise NotAllowed(_("This lead is another colleague's."))
    if not lead.email_normalised:
        raise DomainError(_("This lead has no e-mail address. Tell the person otherwise, then mark it as done."))
    if suppressed(emails=[lead.email_normalised]):
        raise DomainError(_("This address must not be written to. Tell the person otherwise, then mark it as done."))
    with override(lead.language or Organisation.current().language):
        subject, body = _("Where we have your data from"), notice_text(lead, origin)
    post_message(
        actor=actor,
        record_id=lead.pk,
        body=body,
        to=[lead.email_normalised],
        subject=subject,
        unsubscribe_url=objection_link(lead.email_normalised),
    )
    recording.describe(gettext_noop("Informed a person about the origin of the data"))
    origin.notice_sent_at = actor.today
    origin.save(update_fields=["notice_sent_at"])


def notice_text(lead: Lead, origin: Origin) -> str:
    """What article 14 asks to be told: who we are, what we have, from where, why, and how to object."""
    parts = {
        "name": lead.contact_name or lead.company_name,
        "ours": Organisation.current().name,
        "source": origin.dataset.attribution or origin.dataset.title,
        "ground": origin.get_legal_basis_display(),
        "link": objection_link(lead.email_normalised),
    }
    return (
        _(
            "Hello %(name)s,\n\n"
            "%(ours)s keeps your name and business contact data, because we may offer your company our services.\n"
            "They come from a public source: %(source)s. The ground is: %(ground)s (GDPR, article 6).\n"
            "You may ask what we have, have it corrected or erased, and complain to the supervisory authority.\n\n"
            "If you want no messages from us, one click is enough: %(link)s"
        )
        % parts
    )


@transaction.atomic
def set_legal_basis(*, actor: User, origin: Origin, basis: str) -> None:
    """On which ground the data of an origin are kept."""
    if not Lead.objects.visible_to(actor).filter(pk=origin.record_id).exists():
        raise NotAllowed(_("This lead is another colleague's."))
    if basis not in LegalBasis.values:
        raise DomainError(_("Choose from the list."), field="legal_basis")
    recording.describe(gettext_noop("Changed the legal basis"))
    origin.legal_basis = basis
    origin.save(update_fields=["legal_basis"])
