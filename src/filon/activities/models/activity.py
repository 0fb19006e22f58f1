"""An activity: something that somebody is to do about a record."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.activities.choices import Outcome, Priority, State, Status
from filon.activities.models.activity_type import ActivityType
from filon.core import clock
from filon.core.models import Record
from filon.core.record_types import record_types
from filon.organisation.models import Tag

OPEN = Q(status=Status.OPEN)


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Questions about several activities."""

    def visible_to(self, user: User) -> "ActivityQuerySet":
        """One's own always, and those of the records that one sees."""
        if not user.is_active:
            return self.none()
        if user.sees_all:
            return self
        condition = Q(assignee=user)
        for record_type in record_types:
            condition |= Q(record__in=record_type.visible_to(user).order_by().values("pk"))
        return self.filter(condition)

    def open(self) -> "ActivityQuerySet":
        """Those still to be done."""
        return self.filter(OPEN)


class Activity(models.Model):
    """Something that `assignee` is to do about a record by the day `due_on`.

    A done or cancelled one stays, with `closed_at`; `outcome` says with what it ended when that was not by itself. The
    day is a day where the assignee is: the same date may be today for one and yesterday for another.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, db_index=False, related_name="activities")
    type = models.ForeignKey(ActivityType, on_delete=models.PROTECT, related_name="activities", verbose_name=_("Type"))
    summary = models.CharField(_("Summary"), max_length=200, blank=True)
    note = models.TextField(blank=True)
    due_on = models.DateField(_("Due date"))
    assignee = models.ForeignKey(
        User, on_delete=models.PROTECT, db_index=False, related_name="activities", verbose_name=_("Responsible")
    )
    creator = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, db_index=False, related_name="+")
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.LOW)
    tags = models.ManyToManyField(Tag, through="ActivityTag", blank=True, related_name="activities")
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.OPEN)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, db_index=False, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome.choices, default=Outcome.NONE, blank=True)
    feedback = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[ActivityQuerySet] = ActivityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("due_on", "-priority", "pk")
        verbose_name = _("Activity")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, closed_at__isnull=True)
                | (~Q(status=Status.OPEN) & Q(closed_at__isnull=False)),
                name="activity_closed_exactly_when_not_open",
            ),
            models.CheckConstraint(condition=Q(priority__lte=3), name="activity_priority_0_to_3"),
        ]
        indexes = [
            models.Index(fields=("assignee", "due_on", "-priority", "id"), name="activity_mine", condition=OPEN),
            models.Index(fields=("due_on", "id"), name="activity_due", condition=OPEN),
            models.Index(fields=("record", "due_on", "-priority", "id"), name="activity_next", condition=OPEN),
            models.Index(fields=("record", "-closed_at"), name="activity_of_record"),
            models.Index(fields=("assignee", "-closed_at", "id"), name="activity_done", condition=~OPEN),
        ]

    class History:
        root = "record_id"
        label = _("Activity")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it: the summary, else its type."""
        return self.summary or str(self.type)

    @property
    def state(self) -> State:
        """How it stands today, where its assignee is."""
        return state_on(self.due_on, self.assignee.today)


class ActivityTag(models.Model):
    """That an activity carries a tag; a table of its own, because an activity is no root of the history."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="tag_links")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("activity", "tag"), name="activity_tagged_once")]

    class History:
        root = None
        label = _("Tag of an activity")

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.tag_id}"


def state_on(due_on: date, today: date) -> State:
    """How an open activity that is due on `due_on` stands on the day `today`."""
    if due_on == today:
        return State.TODAY
    return State.OVERDUE if due_on < today else State.PLANNED
