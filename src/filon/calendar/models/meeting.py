"""A meeting, or a series of them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.activities.models import Activity
from filon.calendar.choices import Privacy, ShowAs
from filon.core import clock
from filon.core.models import Record, RecordModel, RecordQuerySet
from filon.core.record_types import record_types
from filon.organisation.models import Tag


class MeetingQuerySet(RecordQuerySet["Meeting"]):
    """Questions about several meetings."""

    def visible_to(self, user: User) -> "MeetingQuerySet":
        """Those that `user` may read: his own, those to which he is invited, and public ones about what he may see."""
        if not user.is_active:
            return self.none()
        open_to_all = Q(privacy=Privacy.PUBLIC) & (Q(about=None) | _about_visible_to(user))
        mine = Q(organiser=user) | Q(pk__in=user.attendances.values("meeting"))
        return self.filter(mine | open_to_all)

    def active(self) -> "MeetingQuerySet":
        """Those that were not cancelled."""
        return self.filter(is_active=True)


def _about_visible_to(user: User) -> Q:
    """Meetings about a record whose kind lets `user` see it; each kind is one subquery."""
    allowed = Q()
    for kind in record_types:
        if kind.kind != Meeting.record_kind:
            allowed |= Q(about__kind=kind.kind, about__in=kind.visible_to(user).order_by().values("pk"))
    return allowed


class Meeting(RecordModel):
    """Something at a time, with people. With a `rule` it is a series, whose single days are its occurrences.

    `starts_at` and `ends_at` are the first day's, in UTC; `zone` is where the wall clock hangs that a series follows.
    A meeting that takes whole days has midnight in UTC there, the end exclusive: a date is the same for everyone.
    `rule` is an RRULE (RFC 5545) without its end, which `count` or `until` say. `uid` and `sequence` are what calendar
    programs know it by. `about` is the record that it is for, `activity` the next step there that it is. Up to
    `debriefed_at` what came of it has been asked.
    """

    record_kind = "meeting"

    subject = models.CharField(_("Subject"), max_length=200)
    about = models.ForeignKey(
        Record, on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name=_("About")
    )
    activity = models.OneToOneField(
        Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="meeting", verbose_name=_("Activity")
    )
    organiser = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="organised_meetings", verbose_name=_("Organiser")
    )
    starts_at = models.DateTimeField(_("Start"))
    ends_at = models.DateTimeField(_("End"))
    zone = models.CharField(_("Time zone"), max_length=64)
    is_all_day = models.BooleanField(_("All day"), default=False)
    location = models.CharField(_("Location"), max_length=300, blank=True)
    video_url = models.CharField(_("Video link"), max_length=500, blank=True)
    description = models.TextField(_("Description"), blank=True)
    privacy = models.CharField(_("Privacy"), max_length=8, choices=Privacy.choices, default=Privacy.PUBLIC)
    show_as = models.CharField(_("Show as"), max_length=10, choices=ShowAs.choices, default=ShowAs.BUSY)
    tags = models.ManyToManyField(Tag, blank=True, related_name="meetings", verbose_name=_("Tags"))
    rule = models.CharField(_("Repeats"), max_length=200, blank=True)
    count = models.PositiveIntegerField(_("Number of meetings"), null=True, blank=True)
    until = models.DateField(_("Last day"), null=True, blank=True)
    uid = models.CharField(max_length=255, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    is_active = models.BooleanField(default=True)
    debriefed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sort_key = models.CharField(max_length=64, editable=False, default="")
    search_text = models.TextField(editable=False, default="")

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="meeting_ends_after_it_starts")
        ]

    class History:
        root = "self"
        exclude = ("sort_key", "search_text")
        many_to_many = ("tags",)

    def __str__(self) -> str:
        return self.subject

    @property
    def is_series(self) -> bool:
        """Whether it repeats."""
        return bool(self.rule)
