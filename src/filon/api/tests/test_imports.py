"""Importing and the bin by programs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filon.accounts.testing import an_administrator
from filon.api.testing import Program
from filon.contacts.models import Contact
from filon.contacts.services.editing import archive_contact, delete_contact
from filon.history.services.recording import write
from filon.jobs.testing import run_jobs

pytestmark = pytest.mark.django_db


def test_a_program_imports_a_file_takes_it_back_and_restores_from_the_bin(settings, tmp_path):
    settings.FILON_HOME = tmp_path
    boss = an_administrator()
    program = Program(boss)
    file = SimpleUploadedFile("x.csv", b"Cine,Mail\nAna,ana@firma.example\nDan,gresit\n")
    sent = program.client.post("/api/v1/imports", {"kind": "contact", "file": file}, headers=program.headers)
    assert sent.status_code == 201, sent.content
    path = f"imports/{sent.json()['id']}"
    assert sent.json()["settings"]["columns"] == {"1": "email"}
    assert program.post(f"{path}/try", {"columns": {"0": "name", "1": "email"}}).status_code == 202
    run_jobs()
    assert {name: program.get(path).json()[name] for name in ("created", "rejected")} == {"created": 1, "rejected": 1}
    assert program.get(f"{path}/rows").json()[0]["row"] == 3
    assert not Contact.objects.exists()
    assert program.post(f"{path}/run", {}).status_code == 202
    run_jobs()
    ana = Contact.objects.get(name="Ana")
    assert "FN:Ana\r\n" in program.get(f"contacts/{ana.pk}/card").content.decode()
    assert program.post(f"{path}/run", {}).status_code == 409
    with write(boss, "web"):
        delete_contact(actor=boss, contact=ana)
    assert [each["title"] for each in program.get("bin").json()] == ["Ana"]
    assert program.post("bin/restore", {"ids": [ana.pk]}).json() == {"restored": 1, "kept": []}
    with write(boss, "web"):
        archive_contact(actor=boss, contact=Contact.objects.get())
    assert program.get("bin?archived=yes").json()[0]["by"] == boss.pk
    assert program.post("bin/restore", {"ids": [ana.pk], "archived": True}).json()["restored"] == 1
    assert Contact.objects.get().is_active


def test_an_import_that_is_undone_leaves_nothing(settings, tmp_path):
    settings.FILON_HOME = tmp_path
    program = Program(an_administrator())
    file = SimpleUploadedFile("x.csv", b"Nume\nAna\nDan\n")
    sent = program.client.post("/api/v1/imports", {"kind": "contact", "file": file}, headers=program.headers)
    path = f"imports/{sent.json()['id']}"
    program.post(f"{path}/run", {})
    run_jobs()
    assert Contact.objects.count() == 2
    assert program.post(f"{path}/undo").status_code == 202
    run_jobs()
    assert program.get(path).json()["state"] == "undone"
    assert not Contact.objects.exists()
