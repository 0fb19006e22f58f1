"""Pieces that several resources share."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field


class Reference(Schema):
    """A relation written out by `?expand=`."""

    id: int | str
    name: str


Related = int | Reference | None
RelatedCode = str | Reference | None
RelatedMany = list[int] | list[Reference]
Language = Literal["ro", "en", ""]
Short = Annotated[str, Field(max_length=200)]
Name = Annotated[str, Field(max_length=300)]
Money = Annotated[Decimal, Field(max_digits=15, decimal_places=2)]
Translated = Annotated[str, Field(max_length=200)] | dict[Literal["ro", "en"], str]
Moment = datetime
Texts = dict[Literal["ro", "en"], str]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
Quantity = Annotated[Decimal, Field(max_digits=12, decimal_places=3)]


def names(value: Any) -> dict[str, str]:
    """A name as it is stored: a plain text counts for both languages."""
    return {"ro": value, "en": value} if isinstance(value, str) else dict(value)
