"""What the pipeline is made of: stages, and the reasons for which deals are lost."""

from collections.abc import Sequence
from typing import Annotated

from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.listing import Filter, Listing, Rows, named_like
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.relations import Relation
from filon.api.resource import Incoming, Resource, each, mount
from filon.api.v1.schemas import Related, Short
from filon.core.fields import translated
from filon.crm.lists.configuration import LOST_REASONS, STAGES
from filon.crm.models import LostReason, Stage
from filon.crm.services.stages import change_stage
from filon.teams.models import Team
from filon.ui.configuration import naming


class StageOut(Schema):
    """A step of the pipeline. `required_fields` are fields of a lead that must be filled to enter it."""

    id: int
    name: str
    sequence: int
    probability: int
    is_won: bool
    folded: bool
    requirements: str
    required_fields: list[str]
    team: Related


class StageIn(Incoming):
    """What may be said about a stage. Texts are in the language of the request."""

    name: Short
    sequence: Annotated[int, Field(ge=0)] = 0
    probability: Annotated[int, Field(ge=0, le=100)] = 10
    is_won: bool = False
    folded: bool = False
    requirements: str = ""
    required_fields: list[str] = []
    team: int | None = None


class LostReasonOut(Schema):
    """Why a deal was lost."""

    id: int
    name: str
    active: bool


class LostReasonIn(Incoming):
    """What may be said about a lost reason."""

    name: Short
    active: bool = True


def stage_rows(user: User) -> Rows:
    """Every user may know every stage."""
    return Stage.objects.all() if user.is_active else Stage.objects.none()


def reason_rows(user: User) -> Rows:
    """Every user may know every reason."""
    return LostReason.objects.all() if user.is_active else LostReason.objects.none()


def stages_serialised(stages: Sequence[Stage]) -> list[Json]:
    """Stages as JSON objects."""
    return [
        {
            "id": stage.pk,
            "name": translated(stage.name),
            "sequence": stage.sequence,
            "probability": stage.probability,
            "is_won": stage.is_won,
            "folded": stage.is_folded,
            "requirements": translated(stage.requirements),
            "required_fields": stage.required_fields,
            "team": stage.team_id,
        }
        for stage in stages
    ]


def reasons_serialised(reasons: Sequence[LostReason]) -> list[Json]:
    """Lost reasons as JSON objects."""
    return [{"id": each.pk, "name": translated(each.name), "active": each.is_active} for each in reasons]


def create_stage(user: User, values: Json) -> Stage:
    """Add a stage, at the end unless `sequence` says where."""
    stage: Stage = naming.create_named(actor=user, declared=STAGES, name=values.pop("name"))
    return change(stage, user, values)


def change(stage: Stage, user: User, values: Json) -> Stage:
    """Change a stage."""
    if "name" in values:
        stage = naming.rename_named(actor=user, declared=STAGES, pk=stage.pk, name=values.pop("name"))
    if "sequence" in values:
        _place(stage, user, values.pop("sequence"))
    if "folded" in values:
        values["is_folded"] = values.pop("folded")
    if "requirements" in values:
        values["requirements"] = {**stage.requirements, **dict.fromkeys(("ro", "en"), values["requirements"])}
    if not values:
        return stage
    return change_stage(actor=user, stage=stage, **resolved(values, {"team": Team.objects.visible_to(user)}))


def _place(stage: Stage, user: User, sequence: int) -> None:
    others = [other.pk for other in Stage.objects.exclude(pk=stage.pk).order_by("sequence", "pk")]
    before = Stage.objects.exclude(pk=stage.pk).filter(sequence__lt=sequence).count()
    naming.order_named(actor=user, declared=STAGES, ids=[*others[:before], stage.pk, *others[before:]])


def create_reason(user: User, values: Json) -> LostReason:
    """Add a lost reason."""
    reason: LostReason = naming.create_named(actor=user, declared=LOST_REASONS, name=values.pop("name"))
    return change_reason(reason, user, values)


def change_reason(reason: LostReason, user: User, values: Json) -> LostReason:
    """Rename, archive or bring back a lost reason."""
    if "name" in values:
        reason = naming.rename_named(actor=user, declared=LOST_REASONS, pk=reason.pk, name=values["name"])
    if values.get("active", reason.is_active) != reason.is_active:
        reason = naming.archive_named(actor=user, declared=LOST_REASONS, pk=reason.pk, is_active=values["active"])
    return reason


def remove_stage(stage: Stage, user: User) -> None:
    """Delete a stage in which nothing stands."""
    naming.delete_named(actor=user, declared=STAGES, pk=stage.pk)


def remove_reason(reason: LostReason, user: User) -> None:
    """Delete a reason that nothing has."""
    naming.delete_named(actor=user, declared=LOST_REASONS, pk=reason.pk)


STAGE = Resource(
    name="stages",
    rows=stage_rows,
    serialised=stages_serialised,
    outgoing=StageOut,
    incoming=StageIn,
    listing=Listing(
        filters={"team": Filter("team", "integer"), "is_won": Filter("is_won", "flag")},
        order={"id": "pk", "sequence": "sequence"},
        usual_order="sequence",
        search=named_like,
    ),
    relations={"team": Relation(Team)},
    create=create_stage,
    change=change,
    remove=remove_stage,
)

LOST_REASON = Resource(
    name="lost-reasons",
    rows=reason_rows,
    serialised=reasons_serialised,
    outgoing=LostReasonOut,
    incoming=LostReasonIn,
    listing=Listing(order={"id": "pk", "name": "sort_key"}, usual_order="name", archive="is_active", search=named_like),
    create=create_reason,
    create_many=lambda user, items: each(items, lambda item: create_reason(user, item)),
    change=change_reason,
    remove=remove_reason,
)


def routes() -> Router:
    """The routes of stages and lost reasons."""
    router = Router(tags=["pipeline"])
    mount(router, STAGE)
    mount(router, LOST_REASON)
    return router
