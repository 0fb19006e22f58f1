"""Plans: kept by administrators, launched on records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.activities import policies
from filon.activities.choices import Assignment
from filon.activities.hooks import owners
from filon.activities.models import Activity, ActivityType, Plan, PlanStep
from filon.activities.services.scheduling import LONGEST, Wanted, schedule_all, today_of
from filon.activities.services.timing import after
from filon.chatter.choices import MessageKind
from filon.chatter.models import Message
from filon.core.exceptions import DomainError
from filon.core.fields import translated
from filon.core.models import Record
from filon.core.normalising import comma_below, folded, sort_key
from filon.history.services.recording import describe
from filon.ui import formatting

MOST_RECORDS = 500
MOST_STEPS = 50


@dataclass(frozen=True)
class Step:
    """One step of a plan as it is written: what, how long after the start, and who."""

    type: ActivityType
    summary: str = ""
    delay_count: int = 0
    delay_unit: str = "days"
    assignment: str = Assignment.LAUNCH
    user: User | None = None


@transaction.atomic
def save_plan(
    *,
    actor: User | None,
    name: dict[str, str],
    steps: Sequence[Step],
    record_kinds: Sequence[str] = (),
    plan: Plan | None = None,
    is_active: bool = True,
) -> Plan:
    """Make a plan, or change one: its steps become `steps`, in their order."""
    policies.require_configure(actor)
    describe(gettext_noop("Changed an activity plan") if plan else gettext_noop("Added an activity plan"))
    held = Plan.objects.select_for_update().get(pk=plan.pk) if plan else Plan()
    held.name = _checked_name(name, besides=held.pk)
    held.sort_key = sort_key(translated(held.name))
    held.record_kinds, held.is_active = list(record_kinds), is_active
    _check(steps)
    held.save()
    held.steps.all().delete()
    for place, step in enumerate(steps, start=1):
        PlanStep.objects.create(
            plan=held,
            sequence=place,
            type=step.type,
            summary=" ".join(step.summary.split()),
            delay_count=step.delay_count,
            delay_unit=step.delay_unit,
            assignment=step.assignment,
            user=step.user if step.assignment == Assignment.FIXED else None,
        )
    return held


@transaction.atomic
def delete_plan(*, actor: User | None, plan: Plan) -> None:
    """Delete a plan; the activities that it has made stay."""
    policies.require_configure(actor)
    describe(gettext_noop("Deleted an activity plan"))
    plan.delete()


@transaction.atomic
def launch(
    *,
    actor: User,
    plan: Plan,
    record_ids: Sequence[int],
    start: date | None = None,
    assignee: User | None = None,
) -> list[Activity]:
    """Plan all steps on each record, and note it in the thread. Steps that ask who does it take `assignee`; those for
    the record's salesperson take him, else `assignee`. DomainError says which step has nobody."""
    require_not_too_many(len(record_ids))
    steps = list(plan.steps.select_related("type__default_user", "user"))
    kinds = dict(Record.objects.filter(pk__in=record_ids).values_list("pk", "kind"))
    people = _owners(kinds)
    first = start or today_of(actor)
    wanted = [
        Wanted(
            record_id=pk,
            type=step.type,
            assignee=_person(step, people.get(pk), assignee),
            due_on=after(first, step.delay_count, step.delay_unit),
            summary=step.summary or translated(step.type.default_summary),
            note=step.note or translated(step.type.default_note),
        )
        for pk in record_ids
        for step in steps
    ]
    describe(gettext_noop("Launched an activity plan"))
    made = schedule_all(actor=actor, wanted=wanted)
    Message.objects.bulk_create(
        [_note(actor, plan, pk, [each for each in made if each.record_id == pk]) for pk in record_ids], batch_size=500
    )
    return made


def require_not_too_many(count: int) -> None:
    """Raise unless so many records can be planned at once."""
    if count > MOST_RECORDS:
        raise DomainError(_("Choose at most %(most)s records.") % {"most": formatting.number(MOST_RECORDS)})


def plans_for(kind: str) -> list[Plan]:
    """The plans that are offered on records of `kind`."""
    return [each for each in Plan.objects.filter(is_active=True) if each.is_offered_for(kind)]


def _owners(kinds: dict[int, str]) -> dict[int, User]:
    found: dict[int, User] = {}
    for kind in set(kinds.values()):
        source = owners.get(kind)
        if source is not None:
            found.update(source([pk for pk, each in kinds.items() if each == kind]))
    return found


def _person(step: PlanStep, owner: User | None, chosen: User | None) -> User:
    candidates = {
        Assignment.FIXED: step.user,
        Assignment.OWNER: owner or chosen,
        Assignment.LAUNCH: chosen or step.type.default_user,
    }
    person = candidates[Assignment(step.assignment)]
    if person is None:
        raise DomainError(_("Choose who does “%(step)s”.") % {"step": step}, field="assignee")
    return person


def _note(actor: User, plan: Plan, record_id: int, made: Sequence[Activity]) -> Message:
    lines = [f"- {each.title}: {each.assignee.name}, {formatting.day(each.due_on)}" for each in made]
    body = "\n".join([_("Plan started: %(plan)s") % {"plan": plan}, *lines])
    return Message(record_id=record_id, kind=MessageKind.NOTE, author_user=actor, body_text=body)


def _check(steps: Sequence[Step]) -> None:
    if not steps:
        raise DomainError(_("A plan needs at least one step."))
    if len(steps) > MOST_STEPS:
        raise DomainError(_("A plan has at most %(most)d steps.") % {"most": MOST_STEPS})
    for step in steps:
        if step.assignment == Assignment.FIXED and step.user is None:
            raise DomainError(_("Choose the user who always does “%(type)s”.") % {"type": step.type})
        if len(step.summary) > LONGEST:
            raise DomainError(_("A summary has at most %(most)d characters.") % {"most": LONGEST})


def _checked_name(texts: dict[str, str], *, besides: int | None) -> dict[str, str]:
    names = {language: " ".join(comma_below(text).split()) for language, text in texts.items()}
    names = {language: text[:60] for language, text in names.items() if text}
    if not names:
        raise DomainError(_("Write a name."), field="name_ro")
    wanted = {folded(text) for text in names.values()}
    for other in Plan.objects.all():
        if other.pk != besides and wanted & {folded(text) for text in other.name.values()}:
            raise DomainError(_("“%(name)s” exists already.") % {"name": other}, field="name_ro")
    return names
