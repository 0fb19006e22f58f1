"""The pages of requests and of the directory."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.contacts.models import Suppression
from filon.crm.models import Lead
from filon.jobs.testing import run_jobs
from filon.leadmining.choices import DatasetState, RequestState
from filon.leadmining.models import Dataset, MiningRequest
from filon.leadmining.services.mining import mine
from filon.leadmining.services.requesting import submit_request
from filon.leadmining.testing import HEADER, a_dataset, a_request, company_row

pytestmark = pytest.mark.django_db


def signed_in_client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


FORM = {"lead_count": "3", "search_type": "companies", "countries": ["RO"], "industries": ["software-it"],
        "lead_type": "opportunity", "active_only": "on", "contact_filter": "role"}  # fmt: skip


def table(*rows):
    lines = [",".join(HEADER), *(",".join(str(row[name]) for name in HEADER) for row in rows)]
    return SimpleUploadedFile("firme.csv", "\n".join(lines).encode())


def test_saving_keeps_a_draft_and_sending_brings_leads(tmp_path):
    a_dataset(tmp_path, [company_row(1), company_row(2)])
    client = signed_in_client(a_user(role="own"))
    client.post(reverse("leadmining:request-new"), FORM)
    request = MiningRequest.objects.get()
    assert request.state == RequestState.DRAFT
    client.post(reverse("leadmining:request", args=[request.pk]), {**FORM, "send": "1"})
    run_jobs()
    page = client.get(reverse("leadmining:request", args=[request.pk])).content.decode()
    assert Lead.objects.count() == 2
    assert "LMR001" in page
    assert "Firma 1 SRL" in page


def test_taking_leads_back_can_itself_be_undone(tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    client = signed_in_client(user := a_user(role="own"))
    request = submit_request(actor=user, request=a_request(user, lead_count=1))
    mine(request)
    page = client.post(reverse("leadmining:request-take-back", args=[request.pk]), follow=True).content.decode()
    assert not Lead.objects.exists()
    (url,) = set(re.findall(r"/history/[^\"]*undo/", page)) or set(re.findall(r"/[a-z/]*\d+/undo/", page))
    client.post(url)
    assert Lead.objects.exists()


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept():
    client = signed_in_client(a_user(role="own"))
    response = client.post(reverse("leadmining:request-new"), {**FORM, "industries": [], "text": "păstrat"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Alegeți o industrie." in page
    assert "păstrat" in page


def test_the_preview_counts_while_the_form_is_filled_in(tmp_path):
    a_dataset(tmp_path, [company_row(n) for n in range(21)])
    client = signed_in_client(a_user(role="own"))
    page = client.post(reverse("leadmining:request-preview"), FORM).content.decode()
    assert "21 de firme se potrivesc" in page


def test_counties_say_how_many_companies_the_directory_has_there(tmp_path):
    a_dataset(tmp_path, [company_row(1), company_row(2, state="RO-IS", city="Iași"), company_row(3)])
    page = signed_in_client(a_user(role="own")).get(reverse("leadmining:request-new")).content.decode()
    assert "Cluj (2)" in page
    assert "Iași (1)" in page
    assert ">Alba<" in page


def test_the_preview_tells_which_filter_left_nothing(tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    client = signed_in_client(a_user(role="own"))
    page = client.post(reverse("leadmining:request-preview"), {**FORM, "has_email": "on"}).content.decode()
    assert "0 cu adresă de e-mail" in page


def test_the_preview_of_a_form_full_of_nonsense_is_no_failure(tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    client = signed_in_client(a_user(role="own"))
    nonsense = {"lead_count": "x", "countries": ["ZZ"], "industries": ["<b>"], "size_min": "-5", "filters_size": "on"}
    assert client.post(reverse("leadmining:request-preview"), nonsense).status_code == 200


def test_a_colleague_does_not_see_anothers_request():
    request = a_request(a_user(role="own", name="Ioana"))
    client = signed_in_client(a_user(role="own", name="Mihai"))
    assert client.get(reverse("leadmining:request", args=[request.pk])).status_code == 404


def test_a_table_is_uploaded_looked_at_and_loaded(home):
    client = signed_in_client(an_administrator())
    page = client.post(reverse("leadmining:datasets"), {"sources": [table(company_row(1))]}, follow=True)
    assert "Acceptate: 1" in page.content.decode()
    url = page.request["PATH_INFO"]
    fields = {
        "title": "Firmele mele",
        "column_name": "name",
        "column_country": "country",
        "column_industry": "industry",
    }
    client.post(url, {**fields, "load": "1"})
    run_jobs()
    dataset = Dataset.objects.get()
    assert (dataset.title, dataset.state, dataset.rows) == ("Firmele mele", DatasetState.READY, 1)
    assert list(home.rglob("firme.csv")) == []  # what was uploaded is not kept twice


def test_a_table_is_read_as_somebody_says_when_it_was_found_out_wrongly():
    client = signed_in_client(an_administrator())
    content = "nume,tara|oras\nAda,RO|Bârlad\nBeta,RO|Iaşi".encode("cp1250")
    page = client.post(reverse("leadmining:datasets"), {"sources": [SimpleUploadedFile("t.csv", content)]}, follow=True)
    told = {"delimiter": "|", "encoding": "iso-8859-2", "country": "RO", "column_name": "nume,tara"}
    again = client.post(page.request["PATH_INFO"], told).content.decode()
    assert "Acceptate: 2" in again
    assert "Ada,RO" in again


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing of a zip", b"\n"])
def test_a_file_of_another_format_is_refused_with_a_sentence(content):
    client = signed_in_client(an_administrator())
    broken = SimpleUploadedFile("od_firme.csv", content)
    response = client.post(reverse("leadmining:datasets"), {"sources": [broken]}, follow=True)
    assert "se termină" in response.content.decode()


def test_a_name_that_leads_out_of_its_folder_does_not(home):
    client = signed_in_client(an_administrator())
    client.post(reverse("leadmining:datasets"), {"sources": [SimpleUploadedFile("../../evil.csv", b"name\nx")]})
    assert [path.name for path in home.rglob("evil.csv")] == ["evil.csv"]
    assert "uploads" in str(next(home.rglob("evil.csv")))


@pytest.mark.parametrize("name", ["datasets"])
def test_the_directory_is_for_administrators(name):
    assert signed_in_client(a_user(role="all")).get(reverse(f"leadmining:{name}")).status_code == 403


def test_an_objection_is_noted_and_only_an_administrator_takes_it_back():
    client = signed_in_client(a_user(role="own", name="Mihai"))
    client.post(reverse("leadmining:suppressions"), {"kind": "email", "value": "Ion@Firma.ro", "reason": "a scris"})
    page = client.get(reverse("leadmining:suppressions")).content.decode()
    assert "io…@firma.ro" in page
    assert "Ion@Firma.ro" not in page
    url = reverse("leadmining:suppression-delete", args=[Suppression.objects.get().pk])
    assert client.post(url).status_code == 403
    signed_in_client(an_administrator()).post(url)
    assert not Suppression.objects.exists()


def test_the_list_of_requests_costs_the_same_for_one_and_for_many():
    user = a_user(role="own")
    client = signed_in_client(user)
    a_request(user)
    url = reverse("leadmining:requests")
    client.get(url)

    def statements():
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        return len(caught)

    few = statements()
    for _number in range(5):
        a_request(user)
    assert statements() == few
