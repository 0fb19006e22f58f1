"""Looking through open leads for those about the same person or company."""

from collections.abc import Iterator
from itertools import combinations

from filon.contacts.services.scanning import Pair, Report, meeting
from filon.crm.choices import Status
from filon.crm.models import Lead, LeadQuerySet

WEIGHTS = {"email_normalised": ("email", 95), "contact_id": ("customer", 80), "phone_e164": ("phone", 85)}


def steps() -> int:
    """The rows that a scan of leads reads, each key once."""
    return _open().count() * len(WEIGHTS)


def pairs(report: Report) -> Iterator[Pair]:
    """Open leads with one address or number; with one customer only when they are called the same."""
    for key, (reason, score) in WEIGHTS.items():
        columns = ("pk", "sort_key")
        for group in meeting(_open(), key, columns, report):
            for (one, name), (other, other_name) in combinations(group, 2):
                if reason == "customer" and name != other_name:
                    continue
                yield Pair(one, other, min(100, score + 4 * (name == other_name)), (reason,))


def _open() -> LeadQuerySet:
    return Lead.objects.filter(is_active=True, status=Status.OPEN)
