"""What a request asks for becomes leads, each company once and never those who must not be approached."""

import pytest

from filon.accounts.testing import a_user
from filon.chatter.models import Message
from filon.contacts.services.suppressing import suppress
from filon.contacts.testing import a_company
from filon.core.exceptions import Conflict, DomainError
from filon.crm.models import Lead
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead
from filon.history.services.recording import write
from filon.jobs.testing import run_jobs
from filon.leadmining.choices import RequestError, RequestState
from filon.leadmining.models import Origin
from filon.leadmining.services import mining
from filon.leadmining.services.mining import mine
from filon.leadmining.services.querying import preview, query_of
from filon.leadmining.services.requesting import copy_request, leads_of, submit_request, take_back, update_request
from filon.leadmining.tasks import run_request
from filon.leadmining.testing import a_dataset, a_request, company_row
from filon.organisation.testing import a_tag
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


def run(user, **values):
    request = submit_request(actor=user, request=a_request(user, **values))
    with write(user, "job"):
        leads = mine(request)
    request.refresh_from_db()
    return request, leads


def test_companies_that_fit_become_leads_with_what_is_known_of_them(tmp_path):
    a_dataset(tmp_path, [company_row(1, email="office@firma1.example", phone="0722 333 444", city="Turda")])
    user = a_user(role="own")
    request, (lead,) = run(user)
    assert (request.state, request.number, request.found) == (RequestState.DONE, "LMR001", 1)
    assert (lead.name, lead.company_name, lead.email, lead.city) == (
        "Firma 1 SRL", "Firma 1 SRL", "office@firma1.example", "Turda")  # fmt: skip
    assert (lead.country_id, lead.state_id, lead.salesperson) == ("RO", "RO-CJ", user)
    assert lead.website == "https://www.firma1.example"


def test_leads_belong_to_the_team_and_the_salesperson_of_the_request_and_carry_its_tags(tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    mihai, team, tag = a_user(role="own", name="Mihai"), a_team(name="Nord"), a_tag(name="târg")
    _request, (lead,) = run(a_user(role="all"), team=team, salesperson=mihai, tags=[tag], lead_type="lead")
    assert (lead.team, lead.salesperson, lead.type, list(lead.tags.all())) == (team, mihai, "lead", [tag])


def test_a_request_that_stumbles_says_so_and_can_be_sent_again(tmp_path, monkeypatch):
    a_dataset(tmp_path, [company_row(1)])
    user = a_user(role="own")
    request = submit_request(actor=user, request=a_request(user))
    run_request.enqueue(request.pk)
    with monkeypatch.context() as patched:
        patched.setattr(mining, "note_about", lambda *_told: 1 / 0)
        run_jobs()
    request.refresh_from_db()
    assert (request.state, request.error, Lead.objects.count()) == (RequestState.ERROR, RequestError.FAILED, 0)
    again = submit_request(actor=user, request=request)
    assert len(mine(again)) == 1


def test_who_looks_on_is_told_how_many_were_found(tmp_path, monkeypatch):
    monkeypatch.setattr(mining, "_BATCH", 5)
    a_dataset(tmp_path, [company_row(n) for n in range(12)])
    request, leads = run(a_user(role="own"), lead_count=12)
    assert (len(leads), request.progress) == (12, 10)  # of two whole batches; the third was enough


def test_companies_that_another_request_took_meanwhile_are_left_out(tmp_path, monkeypatch):
    a_dataset(tmp_path, [company_row(1), company_row(2)])
    gathered, user = mining._gather, a_user(role="own")

    def meanwhile(request):
        found = gathered(request)
        monkeypatch.setattr(mining, "_gather", gathered)
        run(user, lead_count=1)
        return found

    monkeypatch.setattr(mining, "_gather", meanwhile)
    request, leads = run(user, lead_count=2)
    assert (len(leads), request.excluded, Lead.objects.count()) == (1, {"mined": 1}, 2)


def test_a_lead_says_where_its_data_come_from(tmp_path):
    dataset = a_dataset(tmp_path, [company_row(1)])
    _request, (lead,) = run(a_user(role="own"))
    origin = Origin.objects.get(record=lead.record)
    assert (origin.dataset, origin.source_key, origin.domain) == (dataset, "K1", "firma1.example")
    assert {"company_name", "website", "city", "country", "state"} <= set(origin.fields)
    assert "Sursa" in Message.objects.get(record=lead.record).body_text


def test_no_more_leads_are_made_than_were_asked_for(tmp_path):
    a_dataset(tmp_path, [company_row(n) for n in range(10)])
    request, leads = run(a_user(role="own"), lead_count=4)
    assert (len(leads), request.found) == (4, 4)


def test_a_company_is_never_mined_twice(tmp_path):
    a_dataset(tmp_path, [company_row(n) for n in range(5)])
    user = a_user(role="own")
    run(user, lead_count=3)
    request, leads = run(user, lead_count=5)
    assert len(leads) == 2
    assert request.excluded == {"mined": 3}


def test_a_company_of_two_datasets_is_mined_once(tmp_path):
    a_dataset(tmp_path, [company_row(1)], title="Unu")
    a_dataset(tmp_path, [company_row(7, website="http://firma1.example/ro")], title="Doi")
    _request, leads = run(a_user(role="own"))
    assert len(leads) == 1


@pytest.mark.parametrize(
    "known",
    [{"name": "Firma 1 SRL"}, {"name": "X", "email": "a@b.ro"}, {"name": "X", "website": "https://firma1.example"}],
)  # fmt: skip
def test_a_customer_is_not_mined(tmp_path, known):
    a_dataset(tmp_path, [company_row(1, email="a@b.ro")])
    a_company(**known)
    request, leads = run(a_user(role="own"))
    assert leads == []
    assert (request.state, request.error, request.excluded) == (
        RequestState.ERROR, RequestError.ALL_EXCLUDED, {"known": 1})  # fmt: skip


def test_who_already_is_a_lead_is_not_mined(tmp_path):
    a_dataset(tmp_path, [company_row(1, phone="0722333444")])
    a_lead(name="Altceva", phone="0722/333.444")
    assert run(a_user(role="own"))[1] == []


@pytest.mark.parametrize(
    ("kind", "value"), [("domain", "firma1.example"), ("email", "a@firma1.example"), ("vat", "14399840")]
)
def test_who_objected_is_not_mined(tmp_path, kind, value):
    a_dataset(tmp_path, [company_row(1, email="a@firma1.example", vat="RO14399840")])
    suppress(actor=None, kind=kind, value=value)
    request, leads = run(a_user(role="own"))
    assert leads == []
    assert request.excluded == {"suppressed": 1}


def test_an_empty_directory_is_said_so(tmp_path):
    request, _leads = run(a_user(role="own"))
    assert (request.state, request.error) == (RequestState.ERROR, RequestError.NO_DIRECTORY)


def test_a_request_that_finds_nothing_stays_a_draft_and_tells_which_filter_left_nothing(tmp_path):
    a_dataset(tmp_path, [company_row(1), company_row(2, industry="retail", email="a@b.ro")])
    request, _leads = run(a_user(role="own"), has_email=True)
    assert (request.state, request.error) == (RequestState.DRAFT, RequestError.NO_RESULT)
    assert request.left == [["countries", 2], ["active_only", 2], ["industries", 1], ["has_email", 0]]


def test_what_a_request_brought_can_be_taken_back(tmp_path):
    a_dataset(tmp_path, [company_row(n) for n in range(3)])
    user = a_user(role="own")
    request, leads = run(user)
    result = take_back(actor=user, request=request)
    assert result.skips == []
    assert not Lead.objects.filter(pk__in=[lead.pk for lead in leads]).exists()
    request.refresh_from_db()
    assert request.state == RequestState.DONE


def test_a_request_runs_again_for_more(tmp_path):
    a_dataset(tmp_path, [company_row(n) for n in range(5)])
    user = a_user(role="own")
    request, _leads = run(user, lead_count=2)
    again = submit_request(actor=user, request=copy_request(actor=user, request=request))
    assert (again.number, len(mine(again))) == ("LMR002", 2)


def test_a_request_that_ran_can_neither_change_nor_run(tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    user = a_user(role="own")
    request, _leads = run(user)
    with pytest.raises(Conflict):
        update_request(actor=user, request=request, lead_count=9)
    with pytest.raises(Conflict):
        submit_request(actor=user, request=request)


def test_numbers_out_of_range_become_the_nearest_and_sizes_stay_in_order():
    request = a_request(a_user(role="own"), lead_count=900, contact_count=0, filters_size=True, size_min=0, size_max=0)
    assert (request.lead_count, request.contact_count, request.size_min, request.size_max) == (200, 1, 1, 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"industries": []}, "industries"), ({"industries": ["xyz"]}, "industries"), ({"countries": []}, "countries"),
     ({"search_type": "people"}, "role"), ({"search_type": "people", "contact_filter": "seniority"}, "seniority")],
)  # fmt: skip
def test_a_request_without_what_it_needs_says_so_beside_the_field(values, field):
    with pytest.raises(DomainError) as caught:
        a_request(a_user(role="own"), **values)
    assert set(caught.value.errors) == {field}


def test_size_is_compared_by_overlap_and_the_unknown_only_on_request(tmp_path):
    a_dataset(tmp_path, [company_row(1, employees_min="5", employees_max="15"), company_row(2, employees_min="40"),
                         company_row(3)])  # fmt: skip
    user = a_user(role="own")

    def found(**more):
        request = a_request(user, filters_size=True, size_min=10, size_max=20, **more)
        return preview(query_of(request)).count.total

    assert found() == 1
    assert found(with_unknown_size=True) == 2


def test_the_preview_counts_and_shows_five(tmp_path):
    a_dataset(tmp_path, [company_row(n) for n in range(12)])
    shown = preview(query_of(a_request(a_user(role="own"))))
    assert (shown.count.total, len(shown.sample)) == (12, 5)


def test_the_result_says_how_many_were_won(tmp_path):
    a_dataset(tmp_path, [company_row(n) for n in range(3)])
    user = a_user(role="own")
    request, leads = run(user)
    win_lead(actor=user, lead=leads[0])
    _rows, count, won = leads_of(request, user)
    assert (count, won) == (3, 1)


def test_two_hundred_leads_cost_a_bounded_number_of_statements(tmp_path, django_assert_max_num_queries):
    a_dataset(tmp_path, [company_row(n) for n in range(250)])
    user = a_user(role="own")
    request = submit_request(actor=user, request=a_request(user, lead_count=200))
    with django_assert_max_num_queries(60):
        assert len(mine(request)) == 200
