"""Users."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import json_answer
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json
from filon.api.relations import Relation, many_to_many_ids
from filon.api.resource import Resource, mount
from filon.api.v1.schemas import RelatedMany
from filon.teams.models import Membership, Team


class UserOut(Schema):
    """Somebody who signs in."""

    id: int
    name: str
    email: str
    role: str
    active: bool
    language: str
    time_zone: str
    teams: RelatedMany


def rows(user: User) -> Rows:
    """Colleagues know each other."""
    return User.objects.all() if user.is_active else User.objects.none()


def serialised(users: Sequence[User]) -> list[Json]:
    """Users as JSON objects, in two queries."""
    teams = many_to_many_ids(Membership, "user_id", "team_id", [user.pk for user in users])
    return [
        {
            "id": user.pk,
            "name": user.name,
            "email": user.email,
            "role": user.role,
            "active": user.is_active,
            "language": user.language,
            "time_zone": user.zone,
            "teams": teams[user.pk],
        }
        for user in users
    ]


RESOURCE = Resource(
    name="users",
    rows=rows,
    serialised=serialised,
    outgoing=UserOut,
    listing=Listing(
        filters={"email": Filter("email"), "role": Filter("role"), "teams": Filter("teams", "integer")},
        order={"id": "pk", "name": "sort_key", "email": "email"},
        archive="is_active",
    ),
    relations={"teams": Relation(Team)},
)


def me(request: HttpRequest) -> HttpResponse:
    """The user whose token this is."""
    return json_answer(RESOURCE.shown(request, user_of(request)))


def routes() -> Router:
    """The routes of users."""
    router = Router(tags=["users"])
    router.add_api_operation("/users/me", ["GET"], me, response=UserOut, summary="The token's user")
    mount(router, RESOURCE)
    return router
