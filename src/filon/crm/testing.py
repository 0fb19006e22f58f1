"""Builders for tests."""

from typing import Unpack

from filon.core.normalising import sort_key
from filon.crm.models import Lead, LostReason, Stage
from filon.crm.services.creating import create_lead
from filon.crm.services.values import LeadValues


def a_lead(name: str = "Iluminat LED", **values: Unpack[LeadValues]) -> Lead:
    """An opportunity; nobody's and in no team unless `values` say so."""
    return create_lead(actor=None, **{"name": name, **values})


def a_stage(name: str = "Negociere", **values: object) -> Stage:
    """A stage after the default ones that are not won."""
    return Stage.objects.create(**{"name": {"ro": name}, "sequence": 10, "probability": 80, **values})


def the_stage(english: str) -> Stage:
    """One of the stages that every installation starts with, by its English name."""
    return next(stage for stage in Stage.objects.all() if stage.name.get("en") == english)


def a_reason(name: str = "Prea târziu") -> LostReason:
    """A lost reason."""
    return LostReason.objects.create(name={"ro": name}, sort_key=sort_key(name))
