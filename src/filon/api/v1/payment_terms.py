"""Terms of payment with their parts."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Router, Schema
from pydantic import Field

from filon.accounts.models import User
from filon.api.listing import Rows
from filon.api.problems import Json
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.named import added, listing, removed, switched
from filon.api.v1.schemas import Percent, Texts, Translated, names
from filon.catalog.choices import DueFrom
from filon.catalog.lists import TERMS
from filon.catalog.models import PaymentTerm
from filon.catalog.services.terms import update_term

From = Literal["invoice", "month_end", "next_month_end"]


class PartOut(Schema):
    """A share of the total in hundredths, and how many days after what it is due."""

    percent: Decimal
    days: int
    due_from: From


class PaymentTermOut(Schema):
    """Terms of payment; `text` is what documents say."""

    id: int
    name: Texts
    text: Texts
    parts: list[PartOut]
    active: bool


class PartIn(Incoming):
    """A share and when it is due."""

    percent: Percent
    days: Annotated[int, Field(ge=0, le=3650)]
    due_from: From = "invoice"


class PaymentTermIn(Incoming):
    """What may be said about terms. `parts` are all of them and come to 100."""

    name: Translated
    text: Translated = ""
    parts: Annotated[list[PartIn], Field(min_length=1, max_length=12)]
    active: bool = True


def rows(user: User) -> Rows:
    """Every user may know all terms."""
    return PaymentTerm.objects.prefetch_related("parts") if user.is_active else PaymentTerm.objects.none()


def serialised(terms: Sequence[PaymentTerm]) -> list[Json]:
    """Terms as JSON objects."""
    return [
        {
            "id": term.pk,
            "name": term.name,
            "text": term.text,
            "parts": [{name: getattr(part, name) for name in PartIn.model_fields} for part in term.parts.all()],
            "active": term.is_active,
        }
        for term in terms
    ]


def create(user: User, values: Json) -> PaymentTerm:
    """Add terms."""
    return change(added(TERMS, user, values), user, values)


def change(term: PaymentTerm, user: User, values: Json) -> PaymentTerm:
    """Change terms."""
    active = values.pop("active", term.is_active)
    if values:
        parts = values.get("parts") or serialised([term])[0]["parts"]
        term = update_term(
            actor=user,
            term=term,
            name=names(values.get("name", term.name)),
            text=names(values.get("text", term.text)),
            parts=[(part["percent"], part["days"], DueFrom(part.get("due_from", "invoice"))) for part in parts],
        )
    row: PaymentTerm = switched(TERMS, user, term, active=active)
    return row


RESOURCE = Resource(
    name="payment-terms",
    rows=rows,
    serialised=serialised,
    outgoing=PaymentTermOut,
    incoming=PaymentTermIn,
    listing=listing(),
    create=create,
    change=change,
    remove=lambda term, user: removed(TERMS, user, term),
)


def routes() -> Router:
    """The routes of terms of payment."""
    router = Router(tags=["payment-terms"])
    mount(router, RESOURCE)
    return router
