"""Company data from registers, taken field by field; ANAF as it answers, from its recorded answers."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.contacts.testing import a_company
from filon.core.exceptions import DomainError
from filon.crm.testing import a_lead
from filon.history.services.recording import write
from filon.history.services.undoing import undo
from filon.leadmining.models import Dataset, Origin
from filon.leadmining.providers import Question
from filon.leadmining.providers.anaf import Anaf
from filon.leadmining.services.enriching import answers, question_about, question_from, take
from filon.leadmining.testing import a_dataset, company_row

pytestmark = pytest.mark.django_db
RECORDED = Path(__file__).parent / "registers" / "anaf_v9_response.json"


@contextmanager
def a_service(status=200, body=b"", *, answers_never=False):
    """A web service on this machine that gives one recorded answer, and keeps what it was asked."""
    asked, done = [], threading.Event()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if answers_never:
                done.wait(2)
                return
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        patience = 0.05 if answers_never else 5.0
        yield Anaf(f"http://127.0.0.1:{server.server_port}/", patience=patience, pause=0), asked
    finally:
        done.set()
        server.shutdown()
        server.server_close()


def test_a_lead_is_shown_beside_the_directory_and_takes_the_chosen_fields(tmp_path):
    dataset = a_dataset(tmp_path, [company_row(1, email="office@firma1.example", phone="0722 333 444")])
    user = a_user(role="own")
    lead = a_lead(name="Cerere", company_name="Firma 1 SRL", city="Turda", salesperson=user)
    (offer,) = answers(lead, question_about(lead)).offers
    lines = {line.field: (line.present, line.offered, line.fills) for line in offer.lines}
    assert lines["city"] == ("Turda", "Cluj-Napoca", False)
    assert lines["email"] == ("", "office@firma1.example", True)
    with write(user, "web") as made:
        taken = take(actor=user, record=lead, token=offer.token, fields=["email", "phone"])
    assert (taken.email, taken.city) == ("office@firma1.example", "Turda")
    origin = Origin.objects.get(record_id=lead.pk)
    assert (origin.dataset, origin.fields) == (dataset, ["email", "phone"])
    undo(made.id, user)
    lead.refresh_from_db()
    assert (lead.email, Origin.objects.count()) == ("", 0)


def test_a_contact_with_a_fiscal_code_gets_the_data_of_its_firm(tmp_path):
    a_dataset(tmp_path, [company_row(1, vat="RO14399840", name="Dante International SA")])
    user = a_user(role="own")
    contact = a_company("Dante", vat="14399840")
    (offer,) = answers(contact, question_about(contact)).offers
    changed = take(actor=user, record=contact, token=offer.token, fields=["name", "city", "state", "country"])
    assert (changed.name, changed.city, changed.state_id) == ("Dante International SA", "Cluj-Napoca", "RO-CJ")


@pytest.mark.parametrize(
    ("typed", "question"),
    [("RO 14399840", Question(vat="14399840")), ("www.firma.example/ro", Question(domain="firma.example")),
     ("Codrul SRL", Question(name="Codrul SRL")), ("office@firma.example", Question(domain="firma.example"))],
)  # fmt: skip
def test_what_is_typed_is_a_code_an_address_or_a_name(typed, question):
    assert question_from(typed) == question


def test_an_offer_of_another_record_or_a_changed_one_is_refused(tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    user = a_user(role="own")
    lead, other = (a_lead(name="Una", company_name="Firma 1 SRL", salesperson=user) for _number in range(2))
    (offer,) = answers(lead, question_about(lead)).offers
    for record, token, fields in (
        (other, offer.token, ["city"]), (lead, offer.token + "x", ["city"]), (lead, offer.token, [])
    ):  # fmt: skip
        with pytest.raises(DomainError):
            take(actor=user, record=record, token=token, fields=fields)


def test_anaf_is_off_until_somebody_switches_it_on(settings, client):
    assert settings.FILON_ANAF is False
    user = a_user(role="own")
    lead = a_lead(name="Cerere", salesperson=user)
    client.force_login(user)
    page = client.get(reverse("leadmining:enrich", args=[lead.pk]), {"q": "14399840"}).content.decode()
    assert "Niciun registru nu cunoaște această firmă." in page


def test_anaf_tells_name_address_and_code_and_becomes_a_source_when_it_is_used():
    with a_service(body=RECORDED.read_bytes()) as (anaf, asked):
        (hit,) = anaf.look_up(Question(vat="RO99000018"))
    assert asked[0][0]["cui"] == 99000018
    company = hit.company
    assert (company.name, company.vat, company.legal_id) == ("DEMO ALFA SOFTWARE SRL", "RO99000018", "J2015000123127")
    assert (company.state, company.city, company.street) == ("RO-CJ", "Cluj-Napoca", "Str. Exemplului, nr. 10")
    assert not Dataset.objects.exists()
    assert "ANAF" in anaf.source(hit).title


def test_anaf_that_knows_nobody_answers_404_with_its_usual_body():
    with a_service(404, b'{"cod":200,"message":"SUCCESS","found":[],"notFound":[14399840]}') as (anaf, _asked):
        assert anaf.look_up(Question(vat="14399840")) == []


@pytest.mark.parametrize(
    ("service", "code", "words"),
    [
        ({"status": 429}, "14399840", "nu mai primește întrebări"),
        ({"status": 500}, "14399840", "500"),
        ({"body": b"<html>WAF</html>"}, "14399840", "nu poate fi citit"),
        ({"answers_never": True}, "14399840", "nu a răspuns la timp"),
        ({}, "14399841", "Cifra de control"),
    ],
)
def test_what_goes_wrong_with_anaf_is_said_in_words(service, code, words):
    with a_service(**service) as (anaf, _asked), pytest.raises(DomainError) as caught:
        anaf.look_up(Question(vat=code))
    assert words in str(caught.value)


def test_anaf_out_of_reach_is_said_in_words():
    with pytest.raises(DomainError) as caught:
        Anaf("http://127.0.0.1:1/", pause=0).look_up(Question(vat="14399840"))
    assert "Nu se poate ajunge la ANAF" in str(caught.value)
