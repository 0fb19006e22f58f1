"""Merging leads that are about one deal. Which one stays and what each field takes follows the trust in each."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Concat, Left
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.accounts.models import User
from filon.chatter.models import Attachment, Follower, Message
from filon.chatter.services.posting import post_note
from filon.contacts.services.combining import ADDRESS, Part, part_of, require_present, require_several, values_of
from filon.core import clock
from filon.core.exceptions import NotAllowed
from filon.crm.choices import LeadType, Status
from filon.crm.models import Lead
from filon.crm.services.deriving import DERIVED, derive
from filon.crm.services.proposing import first_stage, propose_team, stages_for
from filon.crm.services.summing_up import summary
from filon.history.services.recording import describe_many
from filon.history.services.repointing import repoint
from filon.organisation.models import Organisation
from filon.teams.models import Team

ACTIVE_FOLLOWER = timedelta(days=30)
SINGLE = (
    *("name", "contact", "company_name", "contact_name", "job_position", "email", "phone", "mobile", "website"),
    *("expected_revenue", "expected_closing", "stage", "salesperson", "team", "campaign", "medium", "source"),
    *("referred_by", "language", "recurring_revenue", "recurring_plan"),
)


PARTS = (
    *(part_of(Lead, name) for name in SINGLE),
    Part("address", gettext_lazy("Address"), ADDRESS),
)


def ranked(leads: Sequence[Lead], kept: int | None = None) -> list[Lead]:
    """In order of trust: opportunities before leads, later stages first, then likelier ones, then the oldest.

    A lost or archived lead comes last, so that a lost opportunity outranks an open lead.
    """

    def trust(lead: Lead) -> tuple[Any, ...]:
        is_opportunity = lead.type == LeadType.OPPORTUNITY
        is_alive = lead.is_active and lead.status != Status.LOST
        return (
            lead.pk != kept, not (is_opportunity or is_alive), not is_opportunity,
            -lead.stage.sequence, -lead.probability, lead.pk,
        )  # fmt: skip

    return sorted(leads, key=trust)


def to_merge(*, actor: User | None, leads: Sequence[int], lock: bool = False) -> list[Lead]:
    """The leads with these ids. NotAllowed names those that the actor sees when others are not his to see."""
    ids = require_several(leads)
    every = Lead.objects.filter(pk__in=ids).select_related("stage", "contact", "salesperson", "team", "recurring_plan")
    if lock:
        every = every.select_for_update(of=("self",))
    found = list(every.order_by("pk"))
    require_present(ids, found)
    if actor is not None:
        own = set(Lead.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
        if len(own) < len(found):
            raise NotAllowed(_refusal([lead.name for lead in found if lead.pk in own]))
    return found


def _refusal(names: list[str]) -> str:
    if not names:
        return _("These opportunities are not yours to merge.")
    return _("Some of these opportunities are not yours to merge. Yours are: %(names)s.") % {
        "names": ", ".join(f"“{name}”" for name in names)
    }


@transaction.atomic
def merge_leads(
    *, actor: User | None, leads: Sequence[int], kept: int | None = None, choices: Mapping[str, int] | None = None,
    salesperson: User | None = None, team: Team | None = None,
) -> Lead:  # fmt: skip
    """Make one of the leads with these ids, however many; `choices` say from which one a part comes (keys of `PARTS`).

    An opportunity if any is. Without a choice each field is the first there is in order of trust, the address that
    of the fullest, the priority the highest; notes are joined, tags united, amounts not added. `salesperson` and
    `team` win over all. What hangs on the others comes along, and a note says what they were.
    """
    rows = ranked(to_merge(actor=actor, leads=leads, lock=True), kept)
    first, gone = rows[0], rows[1:]
    describe_many("Merged two opportunities", "Merged %(count)d opportunities", count=len(rows))
    note = summary(gone)
    values = _values(rows, choices or {}, salesperson, team)
    tags = {tag for row in rows for tag in row.tags.all()}
    for lead in gone:
        _mark_dependants(lead)
    _leave_idle_followers(gone)
    leaving = [lead.pk for lead in gone]
    repoint(model=Lead, kept=first.pk, gone=leaving)
    Lead.objects.filter(pk__in=leaving).delete()
    _store(first, values)
    first.tags.add(*tags)
    if actor is not None:
        post_note(actor=actor, record_id=first.pk, body=note)
    return first


def _values(
    rows: Sequence[Lead], choices: Mapping[str, int], salesperson: User | None, team: Team | None
) -> dict[str, Any]:
    first = rows[0]
    values = values_of(PARTS, rows, choices)
    values["type"] = next((row.type for row in rows if row.type == LeadType.OPPORTUNITY), first.type)
    values["notes"] = "<br><br>".join(dict.fromkeys(row.notes for row in rows if row.notes))
    values["priority"] = max(row.priority for row in rows)
    reasons = [row.lost_reason for row in rows if row.lost_reason_id]
    values["lost_reason"] = reasons[0] if reasons and first.status == Status.LOST else None
    if salesperson is not None:
        values["salesperson"] = salesperson
        values["team"] = propose_team(salesperson=salesperson, current=values["team"], lead_type=values["type"])
    if team is not None:
        values["team"] = team
    own = {stage.pk for stage in stages_for(values["team"] and values["team"].pk)}
    if values["stage"].pk not in own and first.status == Status.OPEN:
        values["stage"] = first_stage(values["team"].pk if values["team"] else None)
    if first.status != Status.OPEN:
        values["stage"] = first.stage
    return values


def _store(lead: Lead, values: dict[str, Any]) -> None:
    if values["salesperson"] != lead.salesperson:
        lead.assigned_at = clock.now() if values["salesperson"] else None
    if values["stage"] != lead.stage:
        lead.stage_changed_at = clock.now()
    for name, value in values.items():
        setattr(lead, name, value)
    derive(lead, Organisation.current())
    lead.save(update_fields=[*values, *DERIVED, "assigned_at", "stage_changed_at"])


def _mark_dependants(lead: Lead) -> None:
    """Messages and files say where they come from."""
    start = _("From %(name)s") % {"name": lead.name}
    messages = Message.objects.filter(record=lead.pk)
    messages.exclude(subject="").update(
        subject=Left(Concat(Value(f"{start}: "), "subject", output_field=CharField()), 500)
    )
    messages.filter(subject="").update(subject=start[:500])
    for file in Attachment.objects.filter(record=lead.pk):
        stem, dot, extension = file.name.rpartition(".")
        marked = _("%(file)s (from %(name)s)") % {"file": stem or file.name, "name": lead.name[:20]}
        file.name = f"{marked}{dot}{extension}"[-255:] if stem else marked[-255:]
        file.save(update_fields=["name"])


def _leave_idle_followers(gone: Sequence[Lead]) -> None:
    """Only who wrote on that very record lately goes on following."""
    since = clock.now() - ACTIVE_FOLLOWER
    for lead in gone:
        recent = Message.objects.filter(record=lead.pk, created_at__gte=since)
        users = recent.exclude(author_user=None).values("author_user")
        contacts = recent.exclude(author_contact=None).values("author_contact")
        Follower.objects.filter(record=lead.pk).exclude(Q(user__in=users) | Q(contact__in=contacts)).delete()
