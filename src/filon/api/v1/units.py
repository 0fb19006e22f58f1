"""Units of measure, and the families within which they convert."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.listing import Filter, Listing, Rows, named_like
from filon.api.problems import Json
from filon.api.references import resolved
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.named import added, listing, removed, switched
from filon.api.v1.schemas import Short, Texts, Translated, names
from filon.catalog.lists import FAMILIES, UNITS
from filon.catalog.models import Unit, UnitFamily
from filon.catalog.services.units import update_unit
from filon.core.fields import translated
from filon.ui.configuration import naming


class UnitFamilyOut(Schema):
    """Units that convert into each other."""

    id: int
    name: str


class UnitFamilyIn(Incoming):
    """A family by its name, in the language of the request."""

    name: Short


class UnitOut(Schema):
    """A unit. `factor` says how many of the family's reference unit it holds; `code` is UN/ECE's."""

    id: int
    name: Texts
    family: int
    factor: Decimal
    step: Decimal
    code: str
    active: bool


class UnitIn(Incoming):
    """What may be said about a unit."""

    name: Translated
    family: int
    factor: Annotated[Decimal, Field(gt=0, max_digits=15, decimal_places=6)] = Decimal(1)
    step: Annotated[Decimal, Field(gt=0, max_digits=6, decimal_places=3)] = Decimal("0.01")
    code: Annotated[str, Field(max_length=3)] = ""
    active: bool = True


def family_rows(user: User) -> Rows:
    """Every user may know every family."""
    return UnitFamily.objects.all() if user.is_active else UnitFamily.objects.none()


def families_serialised(families: Sequence[UnitFamily]) -> list[Json]:
    """Families as JSON objects."""
    return [{"id": family.pk, "name": translated(family.name)} for family in families]


def change_family(family: UnitFamily, user: User, values: Json) -> Any:
    """Rename a family."""
    if "name" not in values:
        return family
    return naming.rename_named(actor=user, declared=FAMILIES, pk=family.pk, name=values["name"])


def rows(user: User) -> Rows:
    """Every user may know every unit."""
    return Unit.objects.all() if user.is_active else Unit.objects.none()


def serialised(units: Sequence[Unit]) -> list[Json]:
    """Units as JSON objects."""
    return [
        {
            "id": unit.pk,
            "name": unit.name,
            "family": unit.family_id,
            "factor": unit.factor,
            "step": unit.step,
            "code": unit.code,
            "active": unit.is_active,
        }
        for unit in units
    ]


def create(user: User, values: Json) -> Unit:
    """Add a unit."""
    return change(added(UNITS, user, values), user, values)


def change(unit: Unit, user: User, values: Json) -> Unit:
    """Change a unit."""
    active = values.pop("active", unit.is_active)
    if values:
        said = resolved(values, {"family": UnitFamily.objects.all()})
        kept: Json = {name: getattr(unit, name) for name in ("name", "family", "factor", "step", "code")}
        unit = update_unit(actor=user, unit=unit, **{**kept, **said, "name": names(said.get("name", unit.name))})
    row: Unit = switched(UNITS, user, unit, active=active)
    return row


FAMILY = Resource(
    name="unit-families",
    rows=family_rows,
    serialised=families_serialised,
    outgoing=UnitFamilyOut,
    incoming=UnitFamilyIn,
    listing=Listing(order={"id": "pk", "name": "sort_key"}, usual_order="name", search=named_like),
    create=lambda user, values: added(FAMILIES, user, values),
    change=change_family,
    remove=lambda family, user: removed(FAMILIES, user, family),
)

UNIT = Resource(
    name="units",
    rows=rows,
    serialised=serialised,
    outgoing=UnitOut,
    incoming=UnitIn,
    listing=listing(family=Filter("family", "integer"), code=Filter("code")),
    create=create,
    change=change,
    remove=lambda unit, user: removed(UNITS, user, unit),
)


def routes() -> Router:
    """The routes of units and their families."""
    router = Router(tags=["units"])
    mount(router, FAMILY)
    mount(router, UNIT)
    return router
