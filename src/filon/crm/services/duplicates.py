"""Leads about the same person or company: those that conversion merges, and those that are only similar."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services.deriving import home_country
from filon.core.normalising import normalised_email
from filon.core.phones import e164
from filon.crm.choices import LeadType, Status
from filon.crm.models import Lead, LeadQuerySet

TOO_COMMON = 21
"""A domain or a number that so many leads share tells nothing."""

REASONS = {
    "customer": gettext_lazy("the same customer"),
    "email": gettext_lazy("the same e-mail address"),
    "domain": gettext_lazy("the same domain"),
    "phone": gettext_lazy("the same phone number"),
    "name": gettext_lazy("the same name"),
}


def duplicates_of(
    *, user: User | None, email: str = "", contact: Contact | None = None, include_lost: bool = False
) -> LeadQuerySet:
    """Leads with this address (normalised) or customer, as conversion looks for them: open ones only, or also lost
    and won opportunities. Phone numbers do not count here. Nothing for nothing.
    """
    rows = Lead.objects.all() if user is None else Lead.objects.visible_to(user)
    condition = Q(pk__in=[])
    if address := normalised_email(email):
        condition |= Q(email_normalised=address)
    if contact is not None:
        condition |= Q(contact=contact)
    kept = Q(is_active=True, status=Status.OPEN)
    if include_lost:
        kept = Q(type=LeadType.OPPORTUNITY) | Q(is_active=True) & ~Q(status=Status.LOST)
    return rows.filter(condition).filter(kept).order_by("pk")


def similar_leads(*, user: User, lead: Lead, limit: int = 20) -> list[tuple[Lead, str]]:
    """Leads in any state that the user sees and that may concern the same, each with why; information only.

    The same domain, the same company and its people, the same number; what 21 and more share is too common.
    """
    conditions: list[tuple[str, Q, bool]] = []
    if lead.contact is not None:
        conditions.append(("customer", Q(contact__in=_entity(lead.contact)), False))
    if lead.email_normalised:
        conditions.append(("email", Q(email_normalised=lead.email_normalised), True))
    if lead.domain_key is not None:
        conditions.append(("domain", Q(domain_key=lead.domain_key), True))
    if lead.phone_e164:
        conditions.append(("phone", Q(phone_e164=lead.phone_e164), True))
    found: dict[int, list[str]] = {}
    for reason, condition, may_be_common in conditions:
        others = Lead.objects.filter(condition).exclude(pk=lead.pk).order_by()
        ids = list(others.values_list("pk", flat=True)[: TOO_COMMON if may_be_common else None])
        if may_be_common and len(ids) >= TOO_COMMON:
            continue
        for pk in ids:
            found.setdefault(pk, []).append(reason)
    rows = Lead.objects.visible_to(user).filter(pk__in=found).select_related("contact", "stage", "salesperson")
    return [(row, why(found[row.pk])) for row in rows.order_by("-pk")[:limit]]


def sharing(user: User, conditions: Iterable[tuple[str, Q]], limit: int = 5) -> list[tuple[Lead, str]]:
    """Leads that the user sees and that share something with what is being typed, each with why."""
    found: dict[int, list[str]] = {}
    for reason, condition in conditions:
        rows = Lead.objects.visible_to(user).filter(condition, is_active=True).order_by("-pk")
        for pk in rows.values_list("pk", flat=True)[:limit]:
            found.setdefault(pk, []).append(reason)
    leads = Lead.objects.filter(pk__in=list(found)[:limit]).order_by("-pk")
    return [(lead, why(found[lead.pk])) for lead in leads]


def alike(*, user: User, email: str, phones: Iterable[str], country: str | None) -> list[tuple[Lead, str]]:
    """Open leads and opportunities that the user sees with this address or one of these numbers, each with why."""
    conditions = []
    if address := normalised_email(email):
        conditions.append(("email", Q(email_normalised=address, status=Status.OPEN)))
    if numbers := [number for text in phones if (number := e164(text, country or home_country()))]:
        conditions.append(("phone", Q(phone_e164__in=numbers, status=Status.OPEN)))
    return sharing(user, conditions)


def why(reasons: Iterable[str]) -> str:
    """What two leads share, in words; the domain says nothing more where the address is the same."""
    named = list(reasons)
    shown = [str(REASONS[reason]) for reason in named if reason != "domain" or "email" not in named]
    if len(shown) < 2:
        return "".join(shown)
    return _("%(first)s and %(last)s") % {"first": ", ".join(shown[:-1]), "last": shown[-1]}


def _entity(contact: Contact) -> list[int]:
    """The company of a contact, or himself, with all its people."""
    root = contact.company_id or contact.pk
    return [root, *Contact.objects.filter(company=root).values_list("pk", flat=True)]
