"""A lead or opportunity: somebody's need, on its way to a won deal."""

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.models import RecordModel, RecordQuerySet
from filon.core.money import MoneyField, rounded
from filon.crm.choices import LeadType, Priority, Status
from filon.crm.models.audience import Audience
from filon.crm.models.lost_reason import LostReason
from filon.crm.models.marketing import Campaign, Medium, Source
from filon.crm.models.plan import RecurringPlan
from filon.crm.models.stage import Stage
from filon.organisation.models import Country, Currency, Subdivision, Tag
from filon.teams.models import Team

BOARD_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (("all", ()), ("own", ("owner_key",)), ("team", ("team",)))

ANALYSED = (
    "is_open", "is_active", "status", "type", "owner_key", "team", "expected_revenue_base", "probability",
    "recurring_monthly_base",
)  # fmt: skip
"""What analyses read besides stage and day: whose rows they are, how they stand, what they are worth."""

RANK_STEP = 1024
"""The gap between the ranks of two cards that nobody has moved yet."""


class LeadQuerySet(RecordQuerySet["Lead"]):
    """Questions about several leads."""

    def visible_to(self, user: User) -> "LeadQuerySet":
        """All of them, or one's own, those of teams one leads, and the unassigned that one may take."""
        if not user.is_active:
            return self.none()
        return self.filter(Audience.of(user).condition())

    def untaken_for(self, user: User) -> "LeadQuerySet":
        """Of what the user may see that which has no salesperson."""
        return self.filter(Audience.of(user).untaken()) if user.is_active else self.none()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list["Lead"]:
        """Insert rows; a new card stands above the older ones of its priority."""
        for lead in objs:
            lead.rank = lead.rank or lead.pk * RANK_STEP
        return super().bulk_create(objs, *args, **kwargs)

    def open(self) -> "LeadQuerySet":
        """The opportunities on the board: neither won, lost nor archived."""
        return self.filter(is_open=True)


class Lead(RecordModel):
    """Somebody's need: a lead while it is to be qualified, an opportunity once it moves through the stages.

    `closed_at` is set exactly when it is won or lost. `owner_key` is the salesperson's id, else the team's id
    negated, else 0: the row rule in one indexed column. `is_open` and `is_won` say which half of the board shows an
    opportunity; they are columns because only a bare boolean lets SQLite answer from a partial index alone.
    `expected_revenue_base` is the revenue in the organisation's currency at the rate of the day of the last change,
    and `recurring_monthly_base` what the recurring revenue is worth a month.
    Cards of one priority stand by falling `rank`, which has gaps, so that a drop between two cards writes one row.
    """

    record_kind = "lead"

    type = models.CharField(max_length=16, choices=LeadType.choices, default=LeadType.OPPORTUNITY)
    name = models.CharField(_("Name"), max_length=300)
    contact = models.ForeignKey(
        Contact,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("Customer"),
    )
    company_name = models.CharField(_("Company name"), max_length=200, blank=True)
    contact_name = models.CharField(_("Contact name"), max_length=200, blank=True)
    job_position = models.CharField(_("Job position"), max_length=100, blank=True)
    email = models.CharField(_("E-mail"), max_length=254, blank=True)
    email_normalised = models.CharField(max_length=254, blank=True, db_index=True, editable=False)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    phone_e164 = models.CharField(max_length=20, blank=True, db_index=True, editable=False)
    mobile = models.CharField(_("Mobile"), max_length=40, blank=True)
    website = models.CharField(_("Website"), max_length=200, blank=True)
    street = models.CharField(_("Street"), max_length=200, blank=True)
    street2 = models.CharField(_("Street, continued"), max_length=200, blank=True)
    city = models.CharField(_("City"), max_length=100, blank=True)
    state = models.ForeignKey(
        Subdivision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("County"),
    )
    postcode = models.CharField(_("Postcode"), max_length=20, blank=True)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("Country"),
    )
    language = models.CharField(_("Language"), max_length=8, choices=settings.LANGUAGES, blank=True)
    expected_revenue = MoneyField[Decimal | None, Decimal | None](_("Expected revenue"), null=True, blank=True)
    currency = models.ForeignKey(Currency, on_delete=models.PROTECT, db_index=False, related_name="+", default="RON")
    expected_revenue_base = MoneyField(default=0, editable=False)
    recurring_revenue = MoneyField[Decimal | None, Decimal | None](_("Recurring revenue"), null=True, blank=True)
    recurring_plan = models.ForeignKey(
        RecurringPlan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="leads",
        verbose_name=_("Recurring plan"),
    )
    recurring_monthly_base = MoneyField(default=0, editable=False)
    probability = models.DecimalField(_("Probability"), max_digits=5, decimal_places=2, default=0)
    expected_closing = models.DateField(_("Expected closing"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(_("Priority"), choices=Priority.choices, default=Priority.LOW)
    tags = models.ManyToManyField(Tag, blank=True, related_name="leads", verbose_name=_("Tags"))
    stage = models.ForeignKey(
        Stage, on_delete=models.PROTECT, db_index=False, related_name="leads", verbose_name=_("Stage")
    )
    rank = models.BigIntegerField(default=0, editable=False)
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("Sales team"),
    )
    salesperson = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="leads",
        verbose_name=_("Salesperson"),
    )
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="leads",
        verbose_name=_("Campaign"),
    )
    medium = models.ForeignKey(
        Medium,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="leads",
        verbose_name=pgettext_lazy("marketing", "Medium"),
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="leads",
        verbose_name=_("Source"),
    )
    referred_by = models.CharField(_("Referred by"), max_length=200, blank=True)
    notes = models.TextField(_("Internal notes"), blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    lost_reason = models.ForeignKey(
        LostReason,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="leads",
        verbose_name=_("Lost reason"),
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, db_index=False, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, editable=False)
    converted_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    stage_changed_at = models.DateTimeField(default=clock.now, editable=False)
    sort_key = models.CharField(max_length=64, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    domain_key = models.BigIntegerField(null=True, editable=False, db_index=True)
    name_key = models.BigIntegerField(null=True, editable=False, db_index=True)
    owner_key = models.GeneratedField(
        expression=Coalesce(F("salesperson"), -F("team"), 0),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    is_open = models.GeneratedField(
        expression=ExpressionWrapper(
            Q(type=LeadType.OPPORTUNITY, closed_at__isnull=True, is_active=True), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    is_won = models.GeneratedField(
        expression=ExpressionWrapper(
            Q(type=LeadType.OPPORTUNITY, status=Status.WON, is_active=True), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects: ClassVar[LeadQuerySet] = LeadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-priority", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, closed_at__isnull=True)
                | (~Q(status=Status.OPEN) & Q(closed_at__isnull=False)),
                name="closed_exactly_when_not_open",
            ),
            models.CheckConstraint(condition=Q(probability__gte=0, probability__lte=100), name="probability_0_to_100"),
            models.CheckConstraint(condition=Q(priority__lte=3), name="priority_0_to_3"),
        ]
        indexes = [
            *(
                models.Index(
                    fields=(*keys, "stage", "-priority", "-rank", "-record"),
                    name=f"lead_board_{name}",
                    condition=Q(is_open=True),
                )
                for name, keys in BOARD_KEYS
            ),
            *(
                models.Index(fields=(*keys, "-closed_at", "-record"), name=f"lead_won_{name}", condition=Q(is_won=True))
                for name, keys in BOARD_KEYS
            ),
            models.Index(fields=("record",), name="lead_archived", condition=Q(is_active=False)),
            models.Index(fields=("owner_key", "record"), name="lead_by_owner"),
            models.Index(fields=("owner_key", "-priority", "-record"), name="lead_by_owner_priority"),
            # What somebody's day shows of the ones that stand still.
            models.Index(
                fields=("owner_key", "stage_changed_at", "record"), name="lead_by_stillness", condition=Q(is_open=True)
            ),
            models.Index(fields=("-priority", "-record"), name="lead_by_priority"),
            models.Index(fields=("sort_key", "record"), name="lead_by_name"),
            models.Index(fields=("expected_closing", "record"), name="lead_by_closing"),
            models.Index(fields=("expected_revenue_base", "record"), name="lead_by_revenue"),
            # Answers analyses by stage and month alone, whatever narrows them, without a look at the rows.
            models.Index(
                fields=("stage", "expected_closing", *ANALYSED),
                name="lead_analysed",
            ),
            # The forecast reads open ones by day, with the first cards of each month.
            models.Index(
                fields=(
                    "expected_closing",
                    "stage",
                    "owner_key",
                    "team",
                    "type",
                    "expected_revenue_base",
                    "probability",
                    "recurring_monthly_base",
                    "priority",
                    "rank",
                    "record",
                ),
                name="lead_closing_open",
                condition=Q(is_open=True),
            ),
        ]

    class History:
        root = "self"
        positions = ("rank",)
        exclude = (
            "sort_key",
            "search_text",
            "email_normalised",
            "phone_e164",
            "domain_key",
            "name_key",
            "owner_key",
            "is_open",
            "is_won",
            "expected_revenue_base",
            "recurring_monthly_base",
        )
        many_to_many = ("tags",)

    def __str__(self) -> str:
        return self.name

    @property
    def prorated_revenue(self) -> Decimal | None:
        """The expected revenue times the probability."""
        return self._prorated(self.expected_revenue)

    @property
    def recurring_revenue_prorated(self) -> Decimal | None:
        """The recurring revenue times the probability."""
        return self._prorated(self.recurring_revenue)

    @property
    def recurring_revenue_monthly(self) -> Decimal | None:
        """What the recurring revenue is worth a month; without a plan it is taken for a month's."""
        if self.recurring_revenue is None:
            return None
        return rounded(self.recurring_revenue / (self.recurring_plan.months if self.recurring_plan else 1))

    @property
    def recurring_revenue_monthly_prorated(self) -> Decimal | None:
        """A month's recurring revenue times the probability."""
        return self._prorated(self.recurring_revenue_monthly)

    @property
    def days_to_assign(self) -> int | None:
        """Whole days from creation until it was given to its salesperson."""
        return None if self.assigned_at is None else abs(self.assigned_at - self.created_at).days

    @property
    def days_to_close(self) -> int | None:
        """Whole days from creation until it was won or lost."""
        return None if self.closed_at is None else abs(self.closed_at - self.created_at).days

    def _prorated(self, amount: Decimal | None) -> Decimal | None:
        return None if amount is None else rounded(amount * self.probability / 100)
