"""A request also completes existing leads: only what is empty, only from a company that it must be."""

import pytest
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.crm.testing import a_lead
from filon.jobs.testing import run_jobs
from filon.leadmining.choices import Purpose, RequestState
from filon.leadmining.models import MiningRequest, Origin
from filon.leadmining.services.completing import completions
from filon.leadmining.services.requesting import take_back
from filon.leadmining.testing import a_dataset, company_row

pytestmark = pytest.mark.django_db


def test_empty_fields_of_chosen_leads_are_shown_then_filled_and_can_be_taken_back(tmp_path, client):
    a_dataset(tmp_path, [company_row(1, phone="0722 333 444", email="office@firma1.example")])
    user = a_user(role="own")
    client.force_login(user)
    known = a_lead(name="Cerere", company_name="Firma 1", email="ion@firma1.example", salesperson=user)
    strange = a_lead(name="Alta", company_name="Necunoscuta", salesperson=user)
    url = f"{reverse('leadmining:complete')}?ids={known.pk},{strange.pk}"
    page = client.get(url).content.decode()
    assert "Cluj-Napoca" in page
    assert "office@firma1.example" not in page
    answer = client.post(reverse("leadmining:complete"), {"ids": [known.pk, strange.pk]})
    run_jobs()
    request = MiningRequest.objects.get()
    assert answer.headers["Location"] == reverse("leadmining:request", args=[request.pk])
    assert (request.purpose, request.state, request.found) == (Purpose.UPDATE, RequestState.DONE, 1)
    known.refresh_from_db()
    assert (known.city, known.email) == ("Cluj-Napoca", "ion@firma1.example")
    assert "city" in Origin.objects.get(record_id=known.pk).fields
    assert "Cerere" in client.get(answer.headers["Location"]).content.decode()
    take_back(actor=user, request=request)
    known.refresh_from_db()
    assert known.city == ""


def test_a_name_that_two_companies_bear_completes_nothing(tmp_path):
    a_dataset(tmp_path, [company_row(n, name="Alfa SRL", vat=vat) for n, vat in ((1, "RO14399840"), (2, "RO361757"))])
    assert completions([a_lead(name="Cerere", company_name="Alfa")])[0].values == {}


def test_a_request_that_adds_nothing_says_so(tmp_path, client):
    a_dataset(tmp_path, [company_row(1)])
    user = a_user(role="own")
    client.force_login(user)
    lead = a_lead(name="Alta", company_name="Necunoscuta", salesperson=user)
    answer = client.post(reverse("leadmining:complete"), {"ids": [lead.pk]})
    run_jobs()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Directorul nu are nimic de adăugat la aceste piste." in page


def test_the_lead_list_offers_generating_and_completing(client):
    user = a_user(role="own")
    client.force_login(user)
    a_lead(name="Alta", salesperson=user)
    page = client.get(f"{reverse('crm:board')}?view=table").content.decode()
    assert "Generează piste" in page
    assert reverse("leadmining:request-new") in page
    assert "Completează din director" in page
