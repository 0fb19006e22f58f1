"""Lead mining by program: a request is written, counted, run and taken back."""

import pytest

from filon.accounts.testing import a_user, an_administrator
from filon.api.testing import Program
from filon.contacts.models import Suppression
from filon.contacts.testing import a_company
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
    assert program.get("mining-requests/preview?countries=RO&industries=software-it,retail").json()["count"] == 2
    assert program.post(f"mining-requests/{key}/submit", {}).status_code == 202
    run_jobs()
    shown = program.get(f"mining-requests/{key}").json()
    assert (shown["state"], shown["found"], len(shown["leads"])) == ("done", 2, 2)


def test_what_it_brought_is_taken_back(tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    program = Program(a_user(role="own"))
    key = asked(program)
    program.post(f"mining-requests/{key}/submit", {})
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


def test_a_request_speaks_the_words_of_the_contract(tmp_path):
    program = Program(a_user(role="own"))
    key = asked(
        program, number_of_leads=5, kind="companies_with_contacts", employees_min=10, contact_roles=["ceo", "sales"]
    )
    shown = program.get(f"mining-requests/{key}").json()
    assert (shown["number_of_leads"], shown["kind"], shown["employees_min"]) == (5, "companies_with_contacts", 10)
    assert (shown["contact_roles"], shown["reason"]) == (["ceo", "sales"], "")
    changed = program.patch(f"mining-requests/{key}", {"employees_min": None, "contact_seniority": "director"}).json()
    assert (changed["employees_min"], changed["contact_seniority"]) == (None, "director")


def test_a_preview_counts_excludes_and_shows_five(tmp_path):
    a_dataset(tmp_path, [company_row(n) for n in range(7)])
    a_company("Firma 3 SRL")
    shown = Program(a_user(role="own")).get("mining-requests/preview?countries=RO&industries=software-it").json()
    assert (shown["count"], len(shown["sample"]), shown["excluded"]) == (7, 5, {"known": 1})
    none = Program(a_user(role="own", name="Ioana")).get("mining-requests/preview?countries=RO&has_email=true").json()
    assert none["steps"][-1] == {"filter": "has_email", "left": 0}


def test_the_industries_have_a_name_in_the_readers_language():
    items = Program(a_user()).get("industries").json()["items"]
    assert {"slug": "software-it", "name": "Software & IT services"} in items
