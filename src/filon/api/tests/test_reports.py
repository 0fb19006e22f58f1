"""Analyses by program: the same sums and rights as the pages, and 422 where a page would leave something out."""

from datetime import date
from decimal import Decimal

import pytest

from filon.accounts.testing import a_user
from filon.api.testing import Program
from filon.crm.services.losing import lose_leads
from filon.crm.testing import a_lead, a_reason

pytestmark = pytest.mark.django_db


def test_the_pipeline_by_stage_and_month():
    mihai = a_user()
    lead = a_lead(salesperson=mihai, expected_closing=date(2026, 12, 3), expected_revenue=Decimal("42500.50"))
    a_lead(salesperson=a_user(name="Altul"), expected_revenue=Decimal(9))
    path = "reports/pipeline?rows=stage&columns=expected_closing:month&measure=expected_revenue"
    found = Program(mihai).get(path).json()
    assert found["cells"] == [{"at": [str(lead.stage_id), "2026-12-01"], "count": 1, "revenue": "42500.50"}]
    assert found["labels"][1] == {"2026-12-01": "December 2026"}
    assert found["total"] == {"count": 1, "revenue": "42500.50"}


def test_the_forecast_and_the_lost_reasons():
    mihai = a_user()
    a_lead(salesperson=mihai)
    lose_leads(actor=None, leads=[a_lead(salesperson=mihai)], reason=a_reason("Preț"))
    program = Program(mihai)
    assert program.get("reports/forecast").json()["cells"][0]["at"][0] == "none"
    lost = program.get("reports/lost-reasons").json()
    assert (list(lost["labels"][0].values()), lost["cells"][0]["count"]) == (["Preț"], 1)


@pytest.mark.parametrize("query", ["rows=password", "columns=stage:decade", "measure=secret", "filter=nothing:1"])
def test_what_does_not_exist_is_refused_by_name(query):
    answer = Program(a_user()).get(f"reports/pipeline?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]
