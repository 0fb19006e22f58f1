"""Change-sets: what was done, by whom, and undoing it."""

from collections.abc import Sequence

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.relations import Relation
from filon.api.resource import Resource, mount
from filon.api.v1.schemas import Moment, Related
from filon.history.models import ChangeSet
from filon.history.services.undoing import undo


class ChangeSetOut(Schema):
    """One act: a request, a message, a job; `changes` is how many rows it touched."""

    id: int
    at: Moment
    actor: Related
    kind: str
    label: str
    changes: int
    undone_by: int | None


def rows(user: User) -> Rows:
    """An administrator may know every act, others their own."""
    every = ChangeSet.objects.all() if user.is_active else ChangeSet.objects.none()
    return every if user.is_administrator else every.filter(actor=user.pk)


def serialised(sets: Sequence[ChangeSet]) -> list[Json]:
    """Change-sets as JSON objects, in two more queries."""
    keys = [each.pk for each in sets]
    counts = dict(ChangeSet.objects.filter(pk__in=keys).annotate(n=Count("changes")).values_list("pk", "n"))
    undone = dict(ChangeSet.objects.filter(undoes__in=keys).values_list("undoes", "pk"))
    return [
        {
            "id": each.pk,
            "at": each.at,
            "actor": each.actor,
            "kind": each.kind,
            "label": each.title,
            "changes": counts.get(each.pk, 0),
            "undone_by": undone.get(each.pk),
        }
        for each in sets
    ]


RESOURCE = Resource(
    name="change-sets",
    rows=rows,
    serialised=serialised,
    outgoing=ChangeSetOut,
    listing=Listing(
        filters={"actor": Filter("actor", "integer"), "kind": Filter("kind"), "at": Filter("at", "moment")},
    ),
    relations={"actor": Relation(User)},
)


def undo_one(request: HttpRequest, key: int) -> HttpResponse:
    """Undo an act; what somebody has changed since stays, and is named."""
    act = RESOURCE.one(request, key)
    done = undo(act.pk, user_of(request))
    return json_answer({"change_set": done.change_set, "conflicts": [str(skip.sentence) for skip in done.skips]})


def routes() -> Router:
    """The routes of change-sets."""
    router = Router(tags=["history"])
    router.add_api_operation("/change-sets/{int:key}/undo", ["POST"], undo_one, summary="Undo an act")
    mount(router, RESOURCE)
    return router
