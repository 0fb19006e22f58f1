"""A type of activity, such as a call."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.activities.choices import Category, Chaining, DelayFrom, Priority, Told, Unit
from filon.core.fields import TranslatedTextField, translated


class ActivityTypeQuerySet(models.QuerySet["ActivityType"]):
    """Questions about several types."""

    def active(self) -> "ActivityTypeQuerySet":
        """Those that are offered."""
        return self.filter(is_active=True)


class ActivityType(models.Model):
    """A kind of work with all that a new activity takes from it. Old activities keep their type when it is archived.

    `record_kinds` names the kinds of record for which it is offered; empty means all. `reminder_days` is how many days
    before the due date, in the morning, its assignee is reminded (0: on the day itself); None for no reminder. With
    `chaining` "trigger" the type `triggered` is scheduled when one is done; otherwise `suggested` ones are proposed.
    """

    name = TranslatedTextField(_("Name"))
    category = models.CharField(_("Category"), max_length=16, choices=Category.choices, default=Category.TODO)
    icon = models.CharField(_("Icon"), max_length=32, default="checklist")
    colour = models.PositiveSmallIntegerField(_("Colour"), default=1)
    priority = models.PositiveSmallIntegerField(_("Priority"), choices=Priority.choices, default=Priority.LOW)
    told = models.CharField(_("Who is told"), max_length=16, choices=Told.choices, default=Told.ASSIGNEE)
    tells_when_scheduled = models.BooleanField(_("When it is scheduled"), default=True)
    tells_when_done = models.BooleanField(_("When it is done"), default=False)
    reminder_days = models.PositiveSmallIntegerField(_("Days before the due date"), null=True, blank=True)
    tells_by_bell = models.BooleanField(_("In Filon"), default=True)
    tells_by_mail = models.BooleanField(_("By e-mail"), default=False)
    default_user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Default responsible")
    )
    default_summary = TranslatedTextField(_("Default summary"), blank=True)
    default_note = TranslatedTextField(_("Default note"), blank=True)
    delay_count = models.PositiveSmallIntegerField(_("Due after"), default=0)
    delay_unit = models.CharField(_("Unit"), max_length=8, choices=Unit.choices, default=Unit.DAYS)
    delay_from = models.CharField(_("Counted"), max_length=16, choices=DelayFrom.choices, default=DelayFrom.PREVIOUS)
    chaining = models.CharField(_("When it is done"), max_length=8, choices=Chaining.choices, default=Chaining.SUGGEST)
    suggested = models.ManyToManyField(
        "self",
        through="Suggestion",
        through_fields=("type", "next"),
        symmetrical=False,
        blank=True,
        related_name="suggested_by",
    )
    triggered = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="triggered_by")
    record_kinds = models.JSONField[list[str], list[str]](_("Offered for"), default=list, blank=True)
    sequence = models.PositiveIntegerField(default=10)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    objects: ClassVar[ActivityTypeQuerySet] = ActivityTypeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("sequence", "pk")
        verbose_name = _("Activity type")
        constraints = [
            models.CheckConstraint(
                condition=Q(chaining=Chaining.TRIGGER, triggered__isnull=False)
                | Q(chaining=Chaining.SUGGEST, triggered__isnull=True),
                name="type_triggers_exactly_one",
            ),
            models.CheckConstraint(condition=Q(colour__gte=1, colour__lte=10), name="type_colour_1_to_10"),
            models.CheckConstraint(condition=Q(priority__lte=3), name="type_priority_0_to_3"),
        ]

    class History:
        root = None
        label = _("Activity type")

    def __str__(self) -> str:
        return translated(self.name)

    def is_offered_for(self, kind: str) -> bool:
        """Whether it may be scheduled on records of `kind`."""
        return self.is_active and (not self.record_kinds or kind in self.record_kinds)


class Suggestion(models.Model):
    """That one type is proposed after another; a table of its own, because its history belongs to no record."""

    type = models.ForeignKey(ActivityType, on_delete=models.CASCADE, related_name="suggestions")
    next = models.ForeignKey(ActivityType, on_delete=models.CASCADE, related_name="suggestions_after")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("type", "next"), name="suggested_once")]

    class History:
        root = None
        label = _("Suggested next activity")

    def __str__(self) -> str:
        return f"{self.type_id} → {self.next_id}"
