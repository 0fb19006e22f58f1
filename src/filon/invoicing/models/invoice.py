"""An invoice or a credit note."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from filon.accounts.models import User
from filon.catalog.models import PaymentTerm
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.models import RecordModel, RecordQuerySet
from filon.core.money import MoneyField
from filon.crm.models import Lead
from filon.crm.models.audience import Audience
from filon.invoicing.choices import InvoiceKind, InvoiceState
from filon.organisation.models import Currency
from filon.sales.models import Quotation
from filon.teams.models import Team


class InvoiceQuerySet(RecordQuerySet["Invoice"]):
    """Questions about several invoices."""

    def visible_to(self, user: User) -> "InvoiceQuerySet":
        """As with quotations: all, or one's own, those of teams one leads, and the unassigned."""
        return self.filter(Audience.of(user).condition()) if user.is_active else self.none()

    def posted(self) -> "InvoiceQuerySet":
        """Those that have a number and stand for ever."""
        return self.filter(state=InvoiceState.POSTED)


class Invoice(RecordModel):
    """What a customer owes us, or with a credit note what we owe him back. Amounts of both are positive.

    Posting gives the number, keeps the content as it then was, and closes the document for ever: a mistake is put
    right by a credit note (`credits` is the invoice that one takes back). `residual` is what is still to be paid.
    `…_base` are in the organisation's currency at `rate`, that of the day of issue.
    """

    record_kind = "invoice"

    kind = models.CharField(max_length=12, choices=InvoiceKind.choices, default=InvoiceKind.INVOICE, editable=False)
    state = models.CharField(
        _("State"), max_length=8, choices=InvoiceState.choices, default=InvoiceState.DRAFT, editable=False
    )
    number = models.CharField(_("Number"), max_length=40, blank=True, editable=False)
    order = models.ForeignKey(
        Quotation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invoices",
        verbose_name=pgettext_lazy("quotation", "Order"),
    )
    lead = models.ForeignKey(
        Lead, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices", verbose_name=_("Opportunity")
    )
    credits = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="credit_notes", editable=False
    )
    customer = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="invoices", verbose_name=_("Customer"))
    customer_reference = models.CharField(_("Customer reference"), max_length=100, blank=True)
    issued_on = models.DateField(_("Date"))
    due_on = models.DateField(pgettext_lazy("payment", "Due date"), null=True, blank=True)
    language = models.CharField(_("Language"), max_length=8, choices=settings.LANGUAGES, default="ro")
    currency = models.ForeignKey(
        Currency, on_delete=models.PROTECT, db_index=False, related_name="+", verbose_name=_("Currency")
    )
    rate = models.DecimalField(max_digits=15, decimal_places=6, default=Decimal(1), editable=False)
    payment_term = models.ForeignKey(
        PaymentTerm,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="invoices",
        verbose_name=_("Payment terms"),
    )
    terms = models.TextField(_("Terms"), blank=True)
    salesperson = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="invoices",
        verbose_name=_("Salesperson"),
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices", verbose_name=_("Sales team")
    )
    untaxed = MoneyField(_("Untaxed"), default=0, editable=False)
    tax = MoneyField(_("VAT"), default=0, editable=False)
    rounding = MoneyField(default=0, editable=False)
    total = MoneyField(_("Total"), default=0, editable=False)
    residual = MoneyField(_("To pay"), default=0, editable=False)
    untaxed_base = MoneyField(default=0, editable=False)
    total_base = MoneyField(default=0, editable=False)
    content = models.JSONField[dict[str, Any] | None, dict[str, Any] | None](null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    posted_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, db_index=False, related_name="+"
    )
    search_text = models.TextField(editable=False, default="")
    owner_key = models.GeneratedField(
        expression=Coalesce(F("salesperson"), -F("team"), 0),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    objects: ClassVar[InvoiceQuerySet] = InvoiceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-record",)
        constraints = [
            models.UniqueConstraint(fields=("number",), condition=~Q(number=""), name="invoice_number_once"),
            models.CheckConstraint(
                condition=Q(state=InvoiceState.DRAFT, number="") | (Q(state=InvoiceState.POSTED) & ~Q(number="")),
                name="numbered_exactly_when_posted",
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="invoice_rate_is_positive"),
        ]
        indexes = [
            models.Index(fields=("owner_key", "record"), name="invoice_by_owner"),
            models.Index(fields=("issued_on", "record"), name="invoice_by_day"),
            models.Index(fields=("due_on", "record"), name="invoice_by_due"),
            models.Index(
                fields=("issued_on", "record"), name="invoice_unpaid", condition=Q(state="posted", residual__gt=0)
            ),
            models.Index(fields=("team", "issued_on"), name="invoice_by_team", condition=Q(state="posted")),
            models.Index(fields=("total_base", "record"), name="invoice_by_total"),
        ]

    class History:
        root = "self"
        exclude = ("search_text", "owner_key", "untaxed", "tax", "rounding", "total", "untaxed_base", "total_base")

    def __str__(self) -> str:
        return self.number or str(_("Draft invoice") if self.kind == InvoiceKind.INVOICE else _("Draft credit note"))

    @property
    def is_draft(self) -> bool:
        """Whether it may still change."""
        return self.state == InvoiceState.DRAFT

    @property
    def is_credit(self) -> bool:
        """Whether it is a credit note."""
        return self.kind == InvoiceKind.CREDIT_NOTE

    @property
    def is_paid(self) -> bool:
        """Whether nothing is left to pay."""
        return not self.is_draft and not self.residual

    @property
    def currency_code(self) -> str:
        """The ISO 4217 code of its currency."""
        return self.currency_id or ""

    def standing(self, today: date) -> str:
        """How it stands on a day, in words: draft, to be paid, overdue or paid."""
        if self.is_draft:
            return str(self.get_state_display())
        if self.is_paid:
            return pgettext("invoice", "Paid")
        late = self.due_on is not None and self.due_on < today and not self.is_credit
        return pgettext("invoice", "Overdue") if late else pgettext("invoice", "To be paid")
