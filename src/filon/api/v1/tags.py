"""Tags."""

from collections.abc import Sequence

from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.listing import Filter, Listing, Rows, named_like
from filon.api.problems import Json
from filon.api.resource import Incoming, Resource, each, mount
from filon.api.v1.schemas import Short
from filon.core.fields import translated
from filon.organisation.models import Tag
from filon.organisation.services import tagging


class TagOut(Schema):
    """A tag; `colour` is one of ten, 1 to 10."""

    id: int
    name: str
    colour: int
    active: bool


class TagIn(Incoming):
    """What may be said about a tag. Its name is in the language of the request."""

    name: Short
    colour: int | None = None
    active: bool = True


def rows(user: User) -> Rows:
    """Every user may know every tag."""
    return Tag.objects.all() if user.is_active else Tag.objects.none()


def serialised(tags: Sequence[Tag]) -> list[Json]:
    """Tags as JSON objects."""
    return [{"id": tag.pk, "name": translated(tag.name), "colour": tag.colour, "active": tag.is_active} for tag in tags]


def create(user: User, values: Json) -> Tag:
    """Make a tag."""
    tag = tagging.create_tag(actor=user, name=values["name"], colour=values.get("colour"))
    return tag if values.get("active", True) else _switched(tag, user, active=False)


def change(tag: Tag, user: User, values: Json) -> Tag:
    """Rename, recolour, archive or bring back a tag."""
    active = values.pop("active", tag.is_active)
    if values:
        tag = tagging.change_tag(actor=user, tag=tag, **values)
    return tag if active == tag.is_active else _switched(tag, user, active=active)


def _switched(tag: Tag, user: User, *, active: bool) -> Tag:
    (tagging.restore_tag if active else tagging.archive_tag)(actor=user, tag=tag)
    return tag


RESOURCE = Resource(
    name="tags",
    rows=rows,
    serialised=serialised,
    outgoing=TagOut,
    incoming=TagIn,
    listing=Listing(
        filters={"colour": Filter("colour", "integer")},
        order={"id": "pk", "name": "sort_key"},
        usual_order="name",
        archive="is_active",
        search=named_like,
    ),
    create=create,
    create_many=lambda user, items: each(items, lambda item: create(user, item)),
    change=change,
    remove=lambda tag, user: tagging.delete_tag(actor=user, tag=tag),
)


def routes() -> Router:
    """The routes of tags."""
    router = Router(tags=["tags"])
    mount(router, RESOURCE)
    return router
