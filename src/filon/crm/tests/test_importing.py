"""Leads and opportunities from files, a real pipeline among them."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.models import Contact
from filon.contacts.testing import a_company
from filon.crm.choices import Status
from filon.crm.models import Lead
from filon.crm.services.totalling import drift
from filon.crm.testing import a_lead, a_reason, the_stage
from filon.crm.tests.test_real_pipeline import FOLDER, STAGES
from filon.exchange.choices import State
from filon.exchange.models import Import
from filon.exchange.services.running import run, start
from filon.exchange.services.settings import Settings
from filon.exchange.testing import an_import
from filon.history.models import ChangeSet
from filon.history.services.undoing import undo
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.FILON_HOME = tmp_path


def brought(actor, content: str, kind: str = "opportunity", **changes) -> Import:
    subject = an_import(actor, content, kind)
    settings = Settings.of({**subject.settings, **changes})
    subject = start(actor=actor, subject=subject, settings=settings, is_trial=False)
    run(subject)
    subject.refresh_from_db()
    return subject


TABLE = """Oportunitate;Client;Venit estimat;Închiderea estimată;Etapă;Agent de vânzări;Prioritate;Etichete;Stare;Motiv
Iluminat hală;Codrul SRL;12.500,50;15.12.2026;Calificat;Mihai;Ridicată;Urgent;;
Panouri;Necunoscut SRL;1.000;31.01.2027;;;;;pierdut;Nespus
Fără zi;Codrul SRL;mult;31.02.2027;Nicio etapă;Nimeni;;;;
"""


def test_every_column_is_understood_and_relations_are_made_or_refused():
    mihai, codrul, reason = an_administrator(name="Mihai"), a_company("Codrul SRL"), a_reason("Nespus")
    subject = brought(mihai, TABLE)
    assert len(Settings.of(subject.settings).columns) == 10
    hall = Lead.objects.get(name="Iluminat hală")
    assert (hall.contact, hall.salesperson, hall.stage) == (codrul, mihai, the_stage("Qualified"))
    assert (str(hall.expected_revenue), hall.priority) == ("12500.50", 2)
    assert hall.expected_closing.isoformat() == "2026-12-15"
    assert [str(tag) for tag in hall.tags.all()] == ["Urgent"]
    lost = Lead.objects.get(name="Panouri")
    assert (lost.status, lost.lost_reason, lost.contact.name) == (Status.LOST, reason, "Necunoscut SRL")
    told = " ".join(subject.rows.get(number=4).reasons)
    assert "mult" in told
    assert "31.02.2027" in told
    assert not drift()


def test_names_that_nobody_has_are_refused_when_they_are_not_to_be_made():
    subject = brought(an_administrator(), "Nume;Client;Etapă\nX;Nou SRL;\nY;;Nicio etapă\n", creates=[])
    assert (subject.created, subject.rejected) == (0, 2)
    assert "Nou SRL" in subject.rows.get(number=2).reasons[0]
    assert "Nicio etapă" in subject.rows.get(number=3).reasons[0]


def test_an_exported_file_comes_back_unchanged_and_brings_what_was_edited():
    mihai = an_administrator(name="Mihai")
    lead = a_lead("Iluminat", salesperson=mihai, contact=a_company("Codrul SRL"), tags=[a_tag(name="Urgent")])
    a_lead("Alta", salesperson=mihai)
    client = Client()
    client.force_login(mihai)
    answer = client.get(reverse("crm:board"), {"view": "table", "filter": "", "export": "fields", "format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    again = brought(mihai, text)
    assert (again.unchanged, again.updated, again.rejected) == (2, 0, 0)
    edited = brought(mihai, text.replace("Iluminat", "Iluminat nou"))
    assert (edited.unchanged, edited.updated) == (1, 1)
    lead.refresh_from_db()
    assert lead.name == "Iluminat nou"


def test_an_import_obeys_the_rights_of_whoever_brings_it():
    other = a_lead("A altcuiva", salesperson=a_user(name="Ana"))
    subject = brought(a_user(name="Mihai"), f"ID,Nume\n{other.pk},Furat\n")
    assert subject.rejected == 1
    other.refresh_from_db()
    assert other.name == "A altcuiva"


def test_a_lead_with_the_address_of_an_open_one_is_left_out():
    user = an_administrator()
    brought(user, "Nume,E-mail\nPrima,a@firma.example\nA doua,A@Firma.example\n", "lead")
    subject = brought(user, "Nume,E-mail\nA treia,a@firma.example\n", "lead")
    assert list(Lead.objects.values_list("name", flat=True)) == ["Prima"]
    assert subject.skipped == 1


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the pipeline is not at hand")
@pytest.mark.parametrize("count", [400, pytest.param(8800, marks=pytest.mark.slow)])
def test_real_opportunities_come_in_and_are_taken_back(django_assert_max_num_queries, count):
    boss = an_administrator(name="Radu")
    people = {row["sales_agent"] for row in _rows("sales_teams")}
    for name in people:
        a_user(name=name)
    table = io.StringIO()
    rows = _rows("sales_pipeline")[:count]
    for row in rows:
        row["status"] = "Lost" if row["deal_stage"] == "Lost" else ""
        row["deal_stage"] = STAGES[row["deal_stage"]]
    writer = csv.DictWriter(table, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    with django_assert_max_num_queries(500 + count // 200 * 140):
        subject = brought(boss, table.getvalue())
    assert subject.state == State.DONE
    assert (subject.total, subject.created, subject.rejected) == (count, count, 0)
    for status in (Status.WON, Status.LOST):
        told = sum(status.value.title() in (row["status"], row["deal_stage"]) for row in rows)
        assert Lead.objects.filter(status=status).count() == told
    assert Contact.objects.filter(name="Isdom").count() == 1
    assert not drift()
    change_set = ChangeSet.objects.get(kind="import")
    assert str(count) in change_set.title.replace(".", "")
    assert not undo(change_set.pk, boss).skips
    assert not Lead.objects.exists()
    assert not drift()


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
