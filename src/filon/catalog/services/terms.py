"""When the parts of a document's total are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.catalog import policies
from filon.catalog.choices import DueFrom
from filon.catalog.models import PaymentTerm, PaymentTermPart
from filon.catalog.services.naming import clean_texts
from filon.core.exceptions import DomainError
from filon.core.money import rounded
from filon.core.normalising import sort_key
from filon.history.services.recording import describe

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Instalment:
    """An amount and the day by which it is to be paid."""

    due_on: date
    amount: Decimal


def instalments(parts: Sequence[PaymentTermPart], *, issued_on: date, total: Decimal) -> list[Instalment]:
    """What is due when, for a document of `issued_on`. The last part takes the cents that are left over.

    Without parts everything is due on the day of issue.
    """
    if not parts:
        return [Instalment(issued_on, total)]
    amounts = [rounded(total * part.percent / HUNDRED) for part in parts[:-1]]
    amounts.append(total - sum(amounts, Decimal(0)))
    return [Instalment(_due(part, issued_on), amount) for part, amount in zip(parts, amounts, strict=True)]


@transaction.atomic
def update_term(
    *,
    actor: User | None,
    term: PaymentTerm,
    name: dict[str, str],
    text: dict[str, str],
    parts: Sequence[tuple[Decimal, int, DueFrom]],
) -> PaymentTerm:
    """Change a payment term. Its parts must come to exactly 100 per cent."""
    policies.require_change(actor)
    describe(gettext_noop("Changed a payment term"))
    if sum((percent for percent, _days, _from in parts), Decimal(0)) != HUNDRED or any(part[0] <= 0 for part in parts):
        raise DomainError(_("The shares must come to exactly 100%."), field="percent_1")
    term = PaymentTerm.objects.select_for_update().get(pk=term.pk)
    term.name, term.text = clean_texts(name, required=True), clean_texts(text)
    term.sort_key = sort_key(next(iter(term.name.values())))
    term.save()
    term.parts.all().delete()
    for percent, days, due_from in parts:
        PaymentTermPart.objects.create(term=term, percent=percent, days=days, due_from=due_from)
    return term


def _due(part: PaymentTermPart, issued_on: date) -> date:
    start = issued_on
    if part.due_from != DueFrom.INVOICE:
        start = _month_end(issued_on)
    if part.due_from == DueFrom.NEXT_MONTH_END:
        start = _month_end(start + timedelta(days=1))
    return start + timedelta(days=part.days)


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)
