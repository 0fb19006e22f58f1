"""What activities know of the leads they are about."""

from collections.abc import Sequence

from filon.accounts.models import User
from filon.crm.models import Lead
from filon.ui import formatting


def lead_phones(ids: Sequence[int]) -> dict[int, str]:
    """The number to call about each lead that has one: the mobile first, its own before the customer's."""
    rows = Lead.objects.filter(pk__in=ids).values_list("pk", "mobile", "phone", "contact__mobile", "contact__phone")
    return {pk: next(found) for pk, *numbers in rows if any(numbers) and (found := filter(None, numbers))}


def lead_details(ids: Sequence[int]) -> dict[int, str]:
    """„Hotel Cetățuia · 22.300 lei”."""
    columns = ("pk", "contact__name", "company_name", "contact_name", "expected_revenue", "currency_id")
    said = {}
    for pk, contact, company, person, revenue, currency in Lead.objects.filter(pk__in=ids).values_list(*columns):
        parts = (contact or company or person, formatting.money(revenue, currency) if revenue else "")
        said[pk] = " · ".join(part for part in parts if part)
    return said


def lead_owners(ids: Sequence[int]) -> dict[int, User]:
    """The salesperson of each lead that has one."""
    rows = Lead.objects.filter(pk__in=ids, salesperson__isnull=False).select_related("salesperson")
    return {lead.pk: lead.salesperson for lead in rows if lead.salesperson is not None}
