"""Lead mining by program: a request is written, counted, run and taken back."""

import pytest

from filon.accounts.testing import a_user, an_administrator
from filon.api.testing import Program
from filon.contacts.models import Suppression
from filon.crm.models import Lead
from filon.jobs.testing import run_jobs
from filon.leadmining.testing import a_dataset, company_row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.FILON_HOME = tmp_path / "home"


def asked(program, **values):
    answer = program.post("mining-requests", {"countries": ["RO"], "industries": ["software-it"], **values})
    assert answer.status_code == 201
    return answer.json()["id"]


def test_a_request_runs_and_names_its_leads(tmp_path):
    a_dataset(tmp_path, [company_row(1), company_row(2)])
    program = Program(a_user(role="own"))
    key = asked(program)
    assert program.get(f"mining-requests/{key}/count").json()["count"] == 2
    assert program.post(f"mining-requests/{key}/run", {}).status_code == 202
    run_jobs()
    shown = program.get(f"mining-requests/{key}").json()
    assert (shown["state"], shown["found"], len(shown["leads"])) == ("done", 2, 2)


def test_what_it_brought_is_taken_back(tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    program = Program(a_user(role="own"))
    key = asked(program)
    program.post(f"mining-requests/{key}/run", {})
    run_jobs()
    assert program.post(f"mining-requests/{key}/take-back", {}).json()["skips"] == []
    assert not Lead.objects.exists()


def test_a_request_without_an_industry_is_refused_at_its_field():
    answer = Program(a_user(role="own")).post("mining-requests", {"countries": ["RO"]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "industries"


def test_an_objection_keeps_no_address():
    program = Program(a_user(role="own"))
    answer = program.post("suppressions", {"kind": "email", "value": "ion@firma.ro"})
    assert answer.status_code == 201
    assert "ion@" not in answer.content.decode()
    assert program.delete(f"suppressions/{answer.json()['id']}").status_code == 403
    assert Program(an_administrator()).delete(f"suppressions/{answer.json()['id']}").status_code == 204
    assert not Suppression.objects.exists()


def test_datasets_are_for_administrators(tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    assert Program(a_user(role="all")).get("datasets").json()["items"] == []
    (shown,) = Program(an_administrator()).get("datasets").json()["items"]
    assert (shown["title"], shown["rows"]) == ("Firme", 1)
