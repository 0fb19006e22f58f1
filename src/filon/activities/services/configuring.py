"""Activity types: made, changed, archived, and deleted only when nothing uses them."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from filon.accounts.models import User
from filon.activities import policies
from filon.activities.choices import Chaining
from filon.activities.models import Activity, ActivityType, PlanStep
from filon.core.exceptions import Conflict, DomainError
from filon.core.fields import translated
from filon.core.normalising import comma_below, folded, sort_key
from filon.history.services.recording import describe
from filon.ui import formatting

LONGEST_NAME = 60
FARTHEST = 3650
SETTINGS = (
    "category", "icon", "colour", "priority", "told", "tells_when_scheduled", "tells_when_done", "reminder_days",
    "tells_by_bell", "tells_by_mail", "default_user", "default_summary", "default_note", "delay_count", "delay_unit",
    "delay_from", "record_kinds", "sequence",
)  # fmt: skip


@transaction.atomic
def create_type(*, actor: User | None, **values: Any) -> ActivityType:
    """Add a type; it comes last. DomainError names each field that cannot be understood."""
    policies.require_configure(actor)
    describe(gettext_noop("Added an activity type"))
    last = ActivityType.objects.aggregate(last=Max("sequence"))["last"] or 0
    return _apply(ActivityType(sequence=last + 1), values)


@transaction.atomic
def change_type(*, actor: User | None, activity_type: ActivityType, **values: Any) -> ActivityType:
    """Change what `values` name: `name` (texts by language), `suggested`, `triggered`, `chaining`, and `SETTINGS`."""
    policies.require_configure(actor)
    describe(gettext_noop("Changed an activity type"))
    return _apply(ActivityType.objects.select_for_update().get(pk=activity_type.pk), values)


@transaction.atomic
def archive_type(*, actor: User | None, activity_type: ActivityType, is_active: bool = False) -> None:
    """Offer a type no longer, or again; what uses it keeps it."""
    policies.require_configure(actor)
    describe(gettext_noop("Restored an activity type") if is_active else gettext_noop("Archived an activity type"))
    ActivityType.objects.filter(pk=activity_type.pk).update(is_active=is_active)


@transaction.atomic
def delete_type(*, actor: User | None, activity_type: ActivityType) -> None:
    """Delete a type that nothing uses; Conflict says where it is used."""
    policies.require_configure(actor)
    used = uses(activity_type)
    if used:
        raise Conflict(
            _("“%(name)s” is used (%(uses)s), so it cannot be deleted. Archive it: it is then offered no longer.")
            % {"name": activity_type, "uses": used}
        )
    describe(gettext_noop("Deleted an activity type"))
    activity_type.delete()


def uses(activity_type: ActivityType) -> str:
    """Where a type is used, in words: „3 activități, un plan”; "" when nowhere."""
    activities = Activity.objects.filter(type=activity_type).count()
    plans = PlanStep.objects.filter(type=activity_type).values("plan").distinct().count()
    before = ActivityType.objects.filter(triggered=activity_type).count()
    said = [
        (activities, ngettext("%(shown)s activity", "%(shown)s activities", activities)),
        (plans, ngettext("%(shown)s plan", "%(shown)s plans", plans)),
        (before, ngettext("%(shown)s type that schedules it", "%(shown)s types that schedule it", before)),
    ]
    return ", ".join(text % {"shown": formatting.number(count)} for count, text in said if count)


def _apply(activity_type: ActivityType, values: dict[str, Any]) -> ActivityType:
    if "name" in values:
        activity_type.name = _checked_name(values["name"], besides=activity_type.pk)
    elif not activity_type.name:
        raise DomainError(_("Write a name."), field="name")
    for name in SETTINGS:
        if name in values:
            setattr(activity_type, name, values[name])
    _check(activity_type)
    if "chaining" in values or "triggered" in values:
        _chain(activity_type, values)
    activity_type.sort_key = sort_key(translated(activity_type.name))
    activity_type.save()
    if activity_type.chaining == Chaining.TRIGGER:
        activity_type.suggested.clear()
    elif "suggested" in values:
        activity_type.suggested.set(values["suggested"])
    return activity_type


def _check(activity_type: ActivityType) -> None:
    if activity_type.delay_count > FARTHEST:
        raise DomainError(_("At most %(most)d.") % {"most": FARTHEST}, field="delay_count")
    if activity_type.reminder_days is not None and activity_type.reminder_days > FARTHEST:
        raise DomainError(_("At most %(most)d.") % {"most": FARTHEST}, field="reminder_days")
    if not (activity_type.tells_by_bell or activity_type.tells_by_mail) and activity_type.told != "nobody":
        raise DomainError(_("Choose how they are told, or that nobody is."), field="told")


def _chain(activity_type: ActivityType, values: dict[str, Any]) -> None:
    """A trigger needs exactly one next type, and no type may lead back to itself by triggers alone."""
    activity_type.chaining = values.get("chaining", activity_type.chaining)
    following: ActivityType | None = values.get("triggered", activity_type.triggered)
    if activity_type.chaining == Chaining.SUGGEST:
        activity_type.triggered = None
        return
    if following is None:
        raise DomainError(_("Choose which activity is scheduled."), field="triggered")
    if following.pk == activity_type.pk and activity_type.delay_count == 0:
        raise DomainError(
            _("It would schedule itself for the same day without end. Give it a delay."), field="triggered"
        )
    activity_type.triggered = following


def _checked_name(texts: dict[str, str], *, besides: int | None) -> dict[str, str]:
    names = {language: " ".join(comma_below(text).split()) for language, text in texts.items()}
    names = {language: text for language, text in names.items() if text}
    if not names:
        raise DomainError(_("Write a name."), field="name")
    if any(len(text) > LONGEST_NAME for text in names.values()):
        raise DomainError(_("A name has at most %(longest)d characters.") % {"longest": LONGEST_NAME}, field="name")
    wanted = {folded(text) for text in names.values()}
    for other in ActivityType.objects.all():
        if other.pk == besides:
            continue
        if wanted & {folded(text) for text in other.name.values()}:
            raise Conflict(_("“%(name)s” exists already.") % {"name": translated(other.name)}, field="name")
    return names


def types_for(kind: str) -> Sequence[ActivityType]:
    """The types that are offered on records of `kind`, in their order."""
    return [each for each in ActivityType.objects.active().select_related("default_user") if each.is_offered_for(kind)]


def default_type(kind: str) -> ActivityType | None:
    """The type that a new activity starts with: a to-do, else the first on offer."""
    offered = types_for(kind)
    return next((each for each in offered if each.category == "todo"), offered[0] if offered else None)


def in_language(texts: dict[str, str], text: str, language: str = "") -> dict[str, str]:
    """`texts` with `text` in the language of the moment; an empty one in all of them is no text."""
    code = language or settings.LANGUAGE_CODE
    changed = {**texts, code: text.strip()}
    return {each: said for each, said in changed.items() if said}
