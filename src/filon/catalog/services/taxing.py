"""Which rate a tax has on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.catalog import policies
from filon.catalog.choices import VatCategory
from filon.catalog.models import Tax, TaxRate
from filon.catalog.services.naming import clean_texts
from filon.core.exceptions import Conflict, DomainError
from filon.core.normalising import sort_key
from filon.history.services.recording import describe
from filon.ui import formatting


@dataclass(frozen=True)
class TaxBook:
    """The rates of all taxes on one day, from one query. A tax that has not begun, or has ended, has none."""

    day: date
    percents: dict[int, Decimal]

    @classmethod
    def of(cls, day: date) -> "TaxBook":
        """The rates that hold on `day`."""
        rates: dict[int, Decimal | None] = dict(
            TaxRate.objects.filter(valid_from__lte=day).order_by("valid_from").values_list("tax_id", "percent")
        )
        return cls(day, {tax: percent for tax, percent in rates.items() if percent is not None})

    def percent(self, tax: Tax) -> Decimal:
        """The rate of `tax` in hundredths; DomainError on the field `tax` when it has none on this day."""
        percent = self.percents.get(tax.pk)
        if percent is None:
            raise DomainError(
                _("“%(tax)s” has no rate on %(day)s. Choose another tax.")
                % {"tax": tax, "day": formatting.day(self.day)},
                field="tax",
            )
        return percent

    def in_force(self) -> list[Tax]:
        """The taxes to choose from on this day, in their order."""
        return list(Tax.objects.filter(is_active=True, pk__in=self.percents))

    def choices(self) -> list[tuple[int, str]]:
        """The taxes to choose from, each by its rate where that says all („21 %”, „21 % incl.”), else by its name."""
        return [(tax.pk, self._label(tax)) for tax in self.in_force()]

    def _label(self, tax: Tax) -> str:
        if tax.category != VatCategory.STANDARD:
            return str(tax)
        return rate_of(self.percents[tax.pk], is_included=tax.is_included)


def rate_of(percent: Decimal, *, is_included: bool) -> str:
    """The rate of a tax, „21 %”; „21 % incl.” when prices contain it."""
    shown = formatting.percent(percent, formatting.places(percent))
    return _("%(percent)s incl.") % {"percent": shown} if is_included else shown


@transaction.atomic
def update_tax(
    *,
    actor: User | None,
    tax: Tax,
    name: dict[str, str],
    category: VatCategory,
    is_included: bool,
    exemption_code: str,
    exemption_reason: dict[str, str],
) -> Tax:
    """Change what a tax is. An exemption without a reason is refused: the invoice must say it."""
    policies.require_change(actor)
    describe(gettext_noop("Changed a tax"))
    tax = Tax.objects.select_for_update().get(pk=tax.pk)
    if category in (VatCategory.EXEMPT, VatCategory.REVERSE) and not any(exemption_reason.values()):
        raise DomainError(_("Write why it is not taxed; the invoice says so."), field="exemption_reason_ro")
    tax.name, tax.sort_key = clean_texts(name, required=True), sort_key(next(iter(filter(None, name.values())), ""))
    tax.category, tax.is_included = category, is_included
    tax.exemption_code, tax.exemption_reason = exemption_code.strip().upper(), clean_texts(exemption_reason)
    tax.save()
    return tax


@transaction.atomic
def set_tax_rate(*, actor: User | None, tax: Tax, day: date, percent: Decimal | None) -> TaxRate:
    """Say which rate holds from `day` on; None ends the tax. A rate of the same day is replaced."""
    policies.require_change(actor)
    if percent is not None and not 0 <= percent <= 100:
        raise DomainError(_("A rate is between 0 and 100."), field="percent")
    describe(gettext_noop("Set the rate of a tax"))
    row, _made = TaxRate.objects.update_or_create(tax=tax, valid_from=day, defaults={"percent": percent})
    return row


@transaction.atomic
def delete_tax_rate(*, actor: User | None, rate: TaxRate) -> None:
    """Take back a rate; documents keep what they were computed with."""
    policies.require_change(actor)
    if not TaxRate.objects.filter(tax=rate.tax_id).exclude(pk=rate.pk).exists():
        raise Conflict(_("This is the only rate of the tax. Archive the tax instead."))
    describe(gettext_noop("Deleted the rate of a tax"))
    rate.delete()
