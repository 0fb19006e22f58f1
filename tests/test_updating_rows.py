"""Many rows written at once."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from filon.core.updating import update_rows
from filon.crm.models import Lead, Stage
from filon.crm.testing import a_lead
from filon.organisation.models import Tag

pytestmark = pytest.mark.django_db


def test_each_row_gets_its_own_values_of_any_type() -> None:
    leads = [a_lead(f"L{number}") for number in range(3)]
    stages = list(Stage.objects.all())
    for number, lead in enumerate(leads):
        lead.city, lead.stage = f"C{number}", stages[number]
        lead.expected_revenue, lead.assigned_at = Decimal(number) / 4, datetime(2026, 1, 1 + number, tzinfo=UTC)
        lead.name = "not among the names"
    update_rows(leads, ("city", "stage", "expected_revenue", "assigned_at"))
    for number, lead in enumerate(Lead.objects.order_by("pk")):
        assert (lead.name, lead.city, lead.stage) == (f"L{number}", f"C{number}", stages[number])
        assert (lead.expected_revenue, lead.assigned_at) == (
            round(Decimal(number) / 4, 2),
            datetime(2026, 1, 1 + number, tzinfo=UTC),
        )


def test_json_and_nothing() -> None:
    tag = Tag.objects.create(name={"ro": "Important"})
    tag.name = {"ro": "Urgent", "en": "Urgent"}
    update_rows([tag], ("name",))
    update_rows([], ("name",))
    assert Tag.objects.get(pk=tag.pk).name == {"ro": "Urgent", "en": "Urgent"}
