"""A quotation, which becomes an order."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.accounts.models import User
from filon.catalog.models import PaymentTerm, PriceList
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.models import RecordModel, RecordQuerySet
from filon.core.money import MoneyField
from filon.crm.models import Lead
from filon.crm.models.audience import Audience
from filon.organisation.models import Currency
from filon.sales.choices import QuotationState
from filon.sales.models.template import QuotationTemplate
from filon.teams.models import Team


class QuotationQuerySet(RecordQuerySet["Quotation"]):
    """Questions about several quotations."""

    def visible_to(self, user: User) -> "QuotationQuerySet":
        """As with leads: all, or one's own, those of teams one leads, and the unassigned."""
        return self.filter(Audience.of(user).condition()) if user.is_active else self.none()

    def with_lead_seen_by(self, user: User) -> "QuotationQuerySet":
        """With the opportunity, as nothing where the user does not see it: a quotation may be his and that not."""
        return self.prefetch_related(Prefetch("lead", Lead.objects.visible_to(user)))

    def offers(self) -> "QuotationQuerySet":
        """Those that are not yet orders, nor cancelled."""
        return self.filter(state__in=(QuotationState.DRAFT, QuotationState.SENT))

    def orders(self) -> "QuotationQuerySet":
        """Those that the customer has ordered."""
        return self.filter(state=QuotationState.ORDER)


class Quotation(RecordModel):
    """What we offer to a customer and on which terms; once accepted, the order.

    `customer` is who is billed, `attention` the person there to whom it goes. `quoted_on` decides taxes, exchange rate
    and number. Amounts are in `currency`; `rate` is what one of it is worth in the organisation's, `…_base` are in
    that one. `rounding` is the cent that no tax reaches (see `catalog.services.amounts`). `margin` is untaxed less
    cost. `version` counts what was sent; with `is_changed` it differs from what the customer last saw.
    """

    record_kind = "quotation"

    number = models.CharField(_("Number"), max_length=40, unique=True)
    state = models.CharField(
        _("State"), max_length=10, choices=QuotationState.choices, default=QuotationState.DRAFT, editable=False
    )
    is_locked = models.BooleanField(_("Locked"), default=False, editable=False)
    lead = models.ForeignKey(
        Lead,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations",
        verbose_name=_("Opportunity"),
    )
    customer = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="quotations", verbose_name=_("Customer")
    )
    attention = models.ForeignKey(
        Contact,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations_to_person",
        verbose_name=_("Contact person"),
    )
    customer_reference = models.CharField(_("Customer reference"), max_length=100, blank=True)
    quoted_on = models.DateField(_("Date"))
    valid_until = models.DateField(pgettext_lazy("quotation", "Valid until"), null=True, blank=True)
    template = models.ForeignKey(
        QuotationTemplate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="quotations",
        verbose_name=_("Template"),
    )
    language = models.CharField(_("Language"), max_length=8, choices=settings.LANGUAGES, default="ro")
    price_list = models.ForeignKey(
        PriceList,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="quotations",
        verbose_name=_("Price list"),
    )
    currency = models.ForeignKey(
        Currency,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="+",
        default="RON",
        verbose_name=_("Currency"),
    )
    rate = models.DecimalField(max_digits=15, decimal_places=6, default=Decimal(1), editable=False)
    payment_term = models.ForeignKey(
        PaymentTerm,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="quotations",
        verbose_name=_("Payment terms"),
    )
    terms = models.TextField(_("Terms"), blank=True)
    salesperson = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="quotations",
        verbose_name=_("Salesperson"),
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="quotations", verbose_name=_("Sales team")
    )
    untaxed = MoneyField(_("Untaxed"), default=0, editable=False)
    tax = MoneyField(_("VAT"), default=0, editable=False)
    rounding = MoneyField(default=0, editable=False)
    total = MoneyField(_("Total"), default=0, editable=False)
    margin = MoneyField(_("Margin"), default=0, editable=False)
    untaxed_base = MoneyField(default=0, editable=False)
    total_base = MoneyField(default=0, editable=False)
    version = models.PositiveSmallIntegerField(_("Version"), default=0, editable=False)
    is_changed = models.BooleanField(default=False, editable=False)
    sent_at = models.DateTimeField(pgettext_lazy("quotation", "Sent"), null=True, editable=False)
    ordered_at = models.DateTimeField(pgettext_lazy("quotation", "Ordered"), null=True, editable=False)
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

    objects: ClassVar[QuotationQuerySet] = QuotationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-record",)
        constraints = [
            models.CheckConstraint(condition=Q(rate__gt=0), name="quotation_rate_is_positive"),
            models.CheckConstraint(condition=Q(is_locked=False) | Q(state="order"), name="only_orders_are_locked"),
        ]
        indexes = [
            models.Index(fields=("owner_key", "record"), name="quotation_by_owner"),
            models.Index(fields=("number", "record"), name="quotation_by_number"),
            models.Index(fields=("quoted_on", "record"), name="quotation_by_day"),
            models.Index(fields=("valid_until", "record"), name="quotation_by_validity"),
            models.Index(fields=("untaxed_base", "record"), name="quotation_by_untaxed"),
            models.Index(fields=("total_base", "record"), name="quotation_by_total"),
        ]

    class History:
        root = "self"
        exclude = (
            "search_text",
            "owner_key",
            "untaxed",
            "tax",
            "rounding",
            "total",
            "margin",
            "untaxed_base",
            "total_base",
        )

    def __str__(self) -> str:
        return self.number

    @property
    def currency_code(self) -> str:
        """The ISO 4217 code of its currency."""
        return self.currency_id or ""

    @property
    def is_open(self) -> bool:
        """Whether its lines may be changed: neither cancelled nor locked."""
        return self.state != QuotationState.CANCELLED and not self.is_locked

    @property
    def is_order(self) -> bool:
        """Whether the customer has ordered."""
        return self.state == QuotationState.ORDER
