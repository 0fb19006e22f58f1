"""Backups, their way back, upgrades and the move to another engine, by the commands that people type."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from filon.config.backups.archive import manifest_of, opened
from filon.config.faults import StartFault
from filon.config.tests.commands import SERVER, finished, refusal, run

UNDO = """
from filon.crm.models import Lead
from filon.history.models import ChangeSet
from filon.history.services.undoing import undo
last = ChangeSet.objects.order_by("pk").last()
outcome = undo(last.pk, None)
print(Lead.objects.get().is_active, len(outcome.skips))
"""


@pytest.fixture
def elsewhere(tmp_path, environment):
    """An empty home beside it."""
    return {**environment, "FILON_HOME": str(tmp_path / "elsewhere")}


def backed_up(environment: dict[str, str]) -> Path:
    return Path(run(environment, "backup").split(".zip")[0] + ".zip")


def manifest(path: Path) -> dict:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def without_the_moment(path: Path) -> dict:
    return {**manifest(path), "made_at": ""}


def newer(environment: dict[str, str], kind: str) -> dict[str, str]:
    """As if the next version had been installed."""
    return {**environment, "DJANGO_SETTINGS_MODULE": f"filon.config.tests.newer.{kind}_settings"}


def test_a_backup_comes_back_in_an_empty_home_as_it_was(worked, elsewhere):
    path = backed_up(worked)
    assert path.stat().st_mode & 0o077 == 0
    said = run(elsewhere, "restore", str(path))
    assert "are back, counted and compared" in said
    again = backed_up(elsewhere)
    assert without_the_moment(again) == without_the_moment(path)
    assert manifest(path)["files"] == 1
    assert manifest(path)["tables"]["crm_lead"]["rows"] == 1
    doctor = finished(elsewhere, "doctor")
    assert not re.search("^FAULT (?!FILON_)", doctor.stdout, re.MULTILINE), doctor.stdout
    assert "There is data in this data folder or database already" in refusal(elsewhere, "restore", str(path))


def test_only_the_latest_backups_are_kept(migrated, tmp_path):
    for name in ("filon-20250101-000000.zip", "filon-20250102-000000.zip", "mine.zip"):
        (tmp_path / name).touch()
    said = run(migrated, "backup", str(tmp_path), "--keep", "2")
    assert "filon-20250101-000000.zip is older and has been deleted." in said
    assert len(list(tmp_path.glob("filon-*.zip"))) == 2
    assert (tmp_path / "mine.zip").exists()


def test_a_damaged_backup_is_refused_in_words(tmp_path):
    path = tmp_path / "backup.zip"
    with zipfile.ZipFile(path, "w") as into:
        into.writestr("manifest.json", "{}")
        into.writestr("tables/crm_lead.jsonl", b"{}" * 5000)
    with opened(path) as archive, pytest.raises(StartFault, match="makes no sense"):
        manifest_of(archive)
    content = path.read_bytes()
    path.write_bytes(content[:3000] + b"?" + content[3001:])
    with pytest.raises(StartFault, match="is damaged: tables/crm_lead"):
        opened(path)
    path.write_bytes(content[:3000])
    with pytest.raises(StartFault, match="is not a backup of Filon"):
        opened(path)


def test_rows_that_are_not_those_of_the_manifest_are_refused_and_nothing_is_left(worked, elsewhere, tmp_path):
    altered = tmp_path / "altered.zip"
    with zipfile.ZipFile(backed_up(worked)) as source, zipfile.ZipFile(altered, "w") as into:
        for name in source.namelist():
            content = source.read(name)
            into.writestr(name, content.replace(b"Pompe", b"Pomp!") if name == "tables/crm_lead.jsonl" else content)
    assert "crm_lead has 1 rows with another sum" in refusal(elsewhere, "restore", str(altered))
    assert "older than this version of Filon" in refusal(elsewhere, "web")


def test_an_upgrade_keeps_a_backup_first(worked):
    said = run(newer(worked, "good"), "upgrade")
    assert "It is kept first" in said
    kept = list(Path(worked["FILON_HOME"], "backups").glob("before-*.zip"))
    assert manifest(kept[0])["tables"]["crm_lead"]["rows"] == 1
    assert "already" in run(newer(worked, "good"), "upgrade")
    assert "written by a newer version of Filon" in refusal(worked, "upgrade")


def test_an_upgrade_that_fails_is_undone(worked):
    before = without_the_moment(backed_up(worked))
    said = refusal(newer(worked, "bad"), "upgrade")
    assert "The upgrade failed and was undone" in said
    assert "no_such_column" in said
    assert without_the_moment(backed_up(worked)) == before
    run(worked, "migrate")
    assert "0 of" not in run(worked, "backup")


@pytest.mark.skipif(not SERVER, reason="needs PostgreSQL")
def test_everything_moves_from_postgresql_to_sqlite_and_back(worked, environment, elsewhere):
    embedded = {**elsewhere, "DATABASE_URL": ""}
    run(embedded, "restore", str(backed_up(worked)))
    assert run(embedded, "manage", "shell", "--no-imports", "-c", UNDO).strip() == "True 0"
    said = run(embedded, "move-to-postgres", environment["DATABASE_URL"])
    assert "counted and compared" in said
    assert run(environment, "manage", "shell", "--no-imports", "-c", UNDO).strip() == "False 0"


def test_moving_wants_an_address_of_postgresql(migrated):
    said = refusal({**migrated, "DATABASE_URL": ""}, "move-to-postgres", "mysql://localhost/filon")
    assert "must look like postgresql://" in said
