"""The signed links under which customers see their quotations."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.history.services.recording import describe
from filon.sales.models import Quotation, QuotationLink
from filon.sales.services.locking import lock_quotation

_SIGNER = Signer(salt="filon.sales.customers-page")
SEEN_AGAIN = timedelta(minutes=10)


@transaction.atomic
def customers_link(*, actor: User | None, quotation: Quotation) -> QuotationLink:
    """The link that a quotation has, else a new one."""
    quotation = lock_quotation(actor=actor, quotation=quotation)
    found = quotation.links.filter(revoked_at=None).first()
    if found is not None:
        return found
    describe(gettext_noop("Made a link for the customer"))
    return QuotationLink.objects.create(quotation=quotation, made_by=actor)


@transaction.atomic
def revoke_links(*, actor: User | None, quotation: Quotation) -> int:
    """Take back the links of a quotation; who has one is told so. Returns how many there were."""
    quotation = lock_quotation(actor=actor, quotation=quotation)
    describe(gettext_noop("Revoked the customer's link"))
    return quotation.links.filter(revoked_at=None).update(revoked_at=clock.now())


def signed_name(link: QuotationLink) -> str:
    """What stands in the address for a link."""
    return _SIGNER.sign(str(link.pk))


def address_of(link: QuotationLink) -> str:
    """The whole address of the customer's page."""
    return settings.FILON_URL + reverse("sales:customer", args=[signed_name(link)])


def link_of(signed: str) -> QuotationLink | None:
    """Whose address it is, also when it was revoked; None for a forged one and when the quotation is gone."""
    try:
        pk = int(_SIGNER.unsign(signed))
    except (BadSignature, ValueError):
        return None
    rows = QuotationLink.objects.select_related("quotation__customer", "quotation__attention", "quotation__salesperson")
    return rows.filter(pk=pk).first()


def note_seen(link: QuotationLink) -> None:
    """Remember that the customer looked, not more often than every ten minutes."""
    now = clock.now()
    if link.last_seen_at is None or now - link.last_seen_at > SEEN_AGAIN:
        QuotationLink.objects.filter(pk=link.pk).update(first_seen_at=link.first_seen_at or now, last_seen_at=now)
