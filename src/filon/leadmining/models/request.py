"""A lead-mining request: which companies are wanted as leads, how many, and for whom."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.models import RecordModel, RecordQuerySet
from filon.crm.choices import LeadType
from filon.crm.models import Lead
from filon.leadmining.choices import PersonFilter, Purpose, RequestError, RequestState, SearchType
from filon.leadmining.roles import ContactRole, Seniority
from filon.organisation.models import Country, Subdivision, Tag
from filon.teams.models import Team


class MiningRequestQuerySet(RecordQuerySet["MiningRequest"]):
    """Questions about several requests."""

    def visible_to(self, user: User) -> "MiningRequestQuerySet":
        """All for administrators and whoever sees all documents; else those one made or that bring oneself leads."""
        if not user.is_active:
            return self.none()
        if user.sees_all:
            return self
        return self.filter(models.Q(created_by=user) | models.Q(salesperson=user))


class MiningRequest(RecordModel):
    """Which companies should become leads, or which leads (`targets`) the directory should complete.

    `number` is given when it first runs: LMR001, LMR002, …

    `industries` and `legal_forms` are lists of words; `left` keeps how many companies each filter left at the last run.
    """

    record_kind = "mining_request"

    number = models.CharField(max_length=20, blank=True, editable=False)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.DRAFT, editable=False)
    error = models.CharField(max_length=20, choices=RequestError.choices, blank=True, editable=False)
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.ADD, editable=False)
    targets = models.ManyToManyField(Lead, blank=True, related_name="+", editable=False)
    lead_count = models.PositiveSmallIntegerField(_("How many"), default=3)
    search_type = models.CharField(
        _("Look for"), max_length=10, choices=SearchType.choices, default=SearchType.COMPANIES
    )
    countries = models.ManyToManyField(Country, related_name="+", verbose_name=_("Countries"))
    states = models.ManyToManyField(Subdivision, blank=True, related_name="+", verbose_name=_("Counties"))
    industries = models.JSONField(_("Industries"), default=list)
    legal_forms = models.JSONField(_("Legal forms"), default=list, blank=True)
    filters_size = models.BooleanField(_("Filter by size"), default=False)
    size_min = models.PositiveIntegerField(_("Employees, at least"), default=1)
    size_max = models.PositiveIntegerField(_("Employees, at most"), default=1000)
    with_unknown_size = models.BooleanField(_("Also where the size is not known"), default=False)
    has_website = models.BooleanField(_("Has a website"), default=False)
    has_email = models.BooleanField(_("Has an e-mail address"), default=False)
    has_phone = models.BooleanField(_("Has a phone number"), default=False)
    active_only = models.BooleanField(_("Only companies in business"), default=True)
    text = models.CharField(_("Words in the name or the town"), max_length=100, blank=True)
    contact_count = models.PositiveSmallIntegerField(_("Contacts of each"), default=5)
    contact_filter = models.CharField(
        _("Choose people by"), max_length=10, choices=PersonFilter.choices, default=PersonFilter.ROLE
    )
    role = models.CharField(_("Preferred role"), max_length=20, choices=ContactRole.choices, blank=True)
    other_roles = models.JSONField(_("Other roles"), default=list, blank=True)
    seniority = models.CharField(_("Seniority"), max_length=10, choices=Seniority.choices, blank=True)
    lead_type = models.CharField(_("Make"), max_length=16, choices=LeadType.choices, default=LeadType.OPPORTUNITY)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Sales team")
    )
    salesperson = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Salesperson")
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="mining_requests", verbose_name=_("Tags"))
    progress = models.PositiveSmallIntegerField(default=0, editable=False)
    found = models.PositiveSmallIntegerField(default=0, editable=False)
    left = models.JSONField(default=list, editable=False)
    excluded = models.JSONField(default=dict, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    ran_at = models.DateTimeField(null=True, editable=False)
    change_set = models.BigIntegerField(null=True, editable=False)

    objects: ClassVar[MiningRequestQuerySet] = MiningRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=models.Q(lead_count__range=(1, 200)), name="mining_1_to_200_leads"),
            models.CheckConstraint(condition=models.Q(contact_count__range=(1, 5)), name="mining_1_to_5_contacts"),
        ]

    class History:
        root = "self"
        exclude = ("progress", "found", "left", "excluded", "change_set")
        many_to_many = ("countries", "states", "tags", "targets")

    def __str__(self) -> str:
        return self.number or str(_("New request"))
