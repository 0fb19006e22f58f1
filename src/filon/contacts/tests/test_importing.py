"""Contacts from files: trial, run, rejected rows, updates in place, duplicates, objections, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.services.suppressing import suppress
from filon.contacts.testing import a_company
from filon.exchange.choices import Outcome, State, Twice
from filon.exchange.models import Import
from filon.exchange.services import running
from filon.exchange.services.running import start
from filon.exchange.services.settings import Settings
from filon.exchange.testing import an_import
from filon.history.models import ChangeSet
from filon.history.services.undoing import undo
from filon.jobs.testing import run_jobs
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db

CSV = """Denumire;E-mail;CUI;Companie;Etichete;Județ;Țara
Vinăria Nouă SRL;office@vinaria.example;RO14399840;;Vinuri;Timiș;România
Ana Pop;ana@vinaria.example;;Vinăria Nouă SRL;Vinuri, Lemn;;
Greșit SRL;nu-e-adresă;;;;;
Cod greșit SRL;x@cod.example;RO123;;;Nicăieri;
;fara@nume.example;;;;;
Vinăria Nouă S.R.L.;alt@vinaria.example;14399840;;;;
"""


@pytest.fixture
def mihai(client):
    user = a_user(name="Mihai")
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.FILON_HOME = tmp_path


def bring(client, content: str, name: str = "contacte.csv") -> Import:
    data = {"kind": "contact", "file": SimpleUploadedFile(name, content.encode())}
    answer = client.post(reverse("exchange:import-new"), data)
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.get(pk=int(answer["Location"].strip("/").split("/")[-1]))


def send(client, subject: Import, act: str, **changes) -> Import:
    settings = Settings.of(subject.settings)
    data = {name: value for name, value in settings.__dict__.items() if name != "columns" and value not in (False, "")}
    data |= {f"column_{number}": key for number, key in settings.columns.items()}
    answer = client.post(reverse("exchange:import", args=[subject.pk]), {**data, **changes, "act": act})
    assert answer.status_code == 302, answer.content.decode()
    run_jobs()
    subject.refresh_from_db()
    return subject


def reasons(subject: Import) -> dict[int, str]:
    return {row.number: " ".join(row.reasons) for row in subject.rows.all()}


def test_headings_are_understood_and_the_page_shows_the_first_rows(client, mihai):
    subject = bring(client, CSV)
    assert Settings.of(subject.settings).columns == {
        0: "name",
        1: "email",
        2: "vat",
        3: "company",
        4: "tags",
        5: "state",
        6: "country",
    }
    page = client.get(reverse("exchange:import", args=[subject.pk])).content.decode()
    assert "office@vinaria.example" in page


def test_a_trial_tells_every_error_and_writes_nothing(client, mihai):
    subject = send(client, bring(client, CSV), "try")
    assert subject.state == State.CHECKED
    assert (subject.created, subject.rejected, subject.skipped) == (2, 3, 1)
    told = reasons(subject)
    assert "E-mail" in told[4]
    assert "Nicăieri" in told[5]
    assert "Nume" in told[6]
    assert "2" in told[7]
    assert not Contact.objects.exists()
    assert not ChangeSet.objects.filter(kind="import").exists()
    page = client.get(reverse("exchange:import", args=[subject.pk])).content.decode()
    assert "Nicăieri" in page
    rejected = client.get(reverse("exchange:import-rows", args=[subject.pk]), {"format": "csv"})
    text = b"".join(rejected.streaming_content).decode()
    assert text.count("\r\n") == 5
    assert "Cod greșit SRL,x@cod.example" in text


def test_an_import_is_one_change_set_and_one_undo_takes_it_all_back(client, mihai):
    a_tag(name="Lemn")
    subject = send(client, bring(client, CSV), "run")
    assert subject.state == State.DONE
    ana = Contact.objects.get(name="Ana Pop")
    assert ana.company == Contact.objects.get(email="office@vinaria.example", is_company=True)
    assert {str(tag) for tag in ana.tags.all()} == {"Vinuri", "Lemn"}
    assert Contact.objects.get(email="office@vinaria.example").state_id == "RO-TM"
    change_set = ChangeSet.objects.get(kind="import")
    assert subject.change_set == change_set.pk
    assert change_set.actor == mihai.pk
    assert "2" in change_set.title
    client.post(reverse("exchange:import-undo", args=[subject.pk]))
    run_jobs()
    subject.refresh_from_db()
    assert subject.state == State.UNDONE
    assert not Contact.objects.exists()


def test_an_export_that_was_edited_updates_the_same_records(client, mihai):
    codrul = a_company("Codrul SRL", email="a@codrul.example", city="Iași", tags=[a_tag(name="Vechi")])
    other = a_company("Altul SRL")
    answer = client.get(
        reverse("contacts:contacts"), {"export": "fields", "format": "csv", "field": ["name", "city", "tags"]}
    )
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == "ID,Nume,Localitate,Etichete"
    subject = send(client, bring(client, text.replace("Iași", "Bacău")), "run")
    assert (subject.updated, subject.unchanged, subject.created) == (1, 1, 0)
    codrul.refresh_from_db()
    assert (codrul.city, codrul.email, [str(tag) for tag in codrul.tags.all()]) == (
        "Bacău",
        "a@codrul.example",
        ["Vechi"],
    )
    assert Contact.objects.count() == 2
    assert other.pk


def test_records_are_found_by_whatever_key_is_chosen(client, mihai):
    codrul = a_company("Codrul SRL", vat="RO14399840")
    subject = send(client, bring(client, "CUI,Oraș\n14399840,Sibiu\n"), "run", key="vat")
    codrul.refresh_from_db()
    assert (subject.updated, codrul.city) == (1, "Sibiu")


@pytest.mark.parametrize(
    ("twice", "names"),
    [(Twice.SKIP, ["Codrul"]), (Twice.UPDATE, ["Codrul Nou"]), (Twice.CREATE, ["Codrul", "Codrul Nou"])],
)
def test_what_is_known_already_is_left_out_updated_or_added(client, mihai, twice, names):
    a_company("Codrul", email="a@codrul.example")
    subject = send(client, bring(client, "Nume,E-mail\nCodrul Nou,A@codrul.example\n"), "run", twice=twice)
    assert sorted(Contact.objects.values_list("name", flat=True)) == names
    assert (subject.rows.filter(outcome=Outcome.SKIPPED).count() == 1) == (twice == Twice.SKIP)


def test_who_must_not_be_approached_does_not_come_in(client, mihai):
    for kind, value in (("email", "nu@firma.example"), ("domain", "site.example"), ("phone", "0722 333 444"),
                        ("vat", "RO14399840")):  # fmt: skip
        suppress(actor=mihai, kind=kind, value=value)
    rows = ("Nu SRL,nu@firma.example,,,", "Nici SRL,,https://www.site.example/ro,,", "Deloc SRL,,,0722333444,",
            "Niciodată SRL,,,,14399840", "Altul SRL,x@site.example,,,", "Da SRL,da@alta.example,,,")  # fmt: skip
    subject = send(client, bring(client, "\n".join(["Nume,E-mail,Site web,Telefon,CUI", *rows, ""])), "run")
    assert list(Contact.objects.values_list("name", flat=True)) == ["Da SRL"]
    assert all("obiecți" in reasons(subject)[line] for line in range(2, 7))


def test_the_last_settings_are_proposed_again_for_the_same_headings(client, mihai):
    send(client, bring(client, "Cine,Unde\nAna,Iași\n"), "run", column_0="name", column_1="city")
    assert Settings.of(bring(client, "Cine,Unde\nDan,Cluj\n").settings).columns == {0: "name", 1: "city"}


def test_an_import_is_seen_by_whoever_made_it(client, mihai):
    subject = bring(client, CSV)
    client.force_login(a_user(name="Ana"))
    assert client.get(reverse("exchange:import", args=[subject.pk])).status_code == 404


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"Nume\n"])
def test_a_bad_file_gets_a_sentence_and_leaves_nothing(client, mihai, content):
    data = {"kind": "contact", "file": SimpleUploadedFile("x.csv", content)}
    assert client.post(reverse("exchange:import-new"), data).status_code == 422
    assert not Import.objects.exists()


def test_a_run_that_was_broken_off_goes_on_in_the_same_change_set(mihai, monkeypatch):
    subject = an_import(mihai, "Nume\nAna\nDan\nEva\n")
    start(actor=mihai, subject=subject, settings=Settings.of(subject.settings), is_trial=False)
    monkeypatch.setattr(running, "BATCH", 1)
    store = running.store

    def dies(declared, lines, actor):
        if any(line.values["name"] == "Dan" for line in lines):
            raise RuntimeError("the worker died")
        store(declared, lines, actor)

    monkeypatch.setattr(running, "store", dies)
    with pytest.raises(RuntimeError):
        running.run(Import.objects.get(pk=subject.pk))
    assert list(Contact.objects.values_list("name", flat=True)) == ["Ana"]
    monkeypatch.setattr(running, "store", store)
    running.run(Import.objects.get(pk=subject.pk))
    subject.refresh_from_db()
    assert (subject.state, subject.done, subject.created) == (State.DONE, 3, 3)
    change_set = ChangeSet.objects.get(kind="import")
    assert "3" in change_set.title
    assert not undo(change_set.pk, mihai).skips
    assert not Contact.objects.exists()
