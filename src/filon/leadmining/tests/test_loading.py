"""A load takes place whole or not at all."""

import gzip

import pytest

from filon.core import clock
from filon.core.exceptions import DomainError
from filon.leadmining.choices import DatasetState
from filon.leadmining.directory import store
from filon.leadmining.directory.searching import Query, count
from filon.leadmining.importers import Options, Source
from filon.leadmining.models import Dataset
from filon.leadmining.services.loading import SILENT_FOR, register_dataset, remove_dataset, run_load, try_out
from filon.leadmining.testing import a_dataset, a_table, company_row


def names(dataset):
    with store.opened(dataset.file) as file:
        return [row["name"] for row in file.execute("SELECT name FROM company ORDER BY id")]


def load(path, title="Firme", key="generic", **options):
    dataset = register_dataset(actor=None, sources=[Source(path)], key=key, title=title, options=Options(**options))
    tally = run_load(dataset, print)
    dataset.refresh_from_db()
    return dataset, tally


def test_a_load_puts_the_companies_into_the_directory(db, tmp_path):
    dataset = a_dataset(tmp_path, [company_row(1), company_row(2)])
    assert (dataset.state, dataset.rows, dataset.rejected) == (DatasetState.READY, 2, 0)
    assert names(dataset) == ["Firma 1 SRL", "Firma 2 SRL"]
    assert dataset.fill["website"] == 1.0
    assert len(dataset.file_sha256) == 64


def test_a_reload_replaces_the_companies_of_its_dataset(db, tmp_path):
    first = a_dataset(tmp_path, [company_row(1)])
    second = a_dataset(tmp_path, [company_row(2)])
    assert second.pk == first.pk
    assert names(second) == ["Firma 2 SRL"]


def test_a_company_that_stands_in_the_file_twice_is_loaded_once_and_counted(db, tmp_path):
    dataset = a_dataset(tmp_path, [company_row(1), *(company_row(n) for n in range(2, 12)), company_row(1)])
    assert (dataset.rows, dataset.rejects) == (11, {"double": 1})


def test_a_file_with_too_many_wrong_rows_is_refused_and_the_old_directory_stays(db, tmp_path):
    good = a_dataset(tmp_path, [company_row(1)])
    bad, tally = load(a_table(tmp_path, [company_row(n, vat="RO123") for n in range(10)]))
    assert (bad.pk, bad.state) == (good.pk, DatasetState.REFUSED)
    assert tally.rejects["wrong_cui"] == 10
    assert names(bad) == ["Firma 1 SRL"]
    assert count([bad.file], Query()).total == 1


def test_a_truncated_archive_fails_with_a_sentence_and_the_old_directory_stays(db, tmp_path):
    a_dataset(tmp_path, [company_row(1)])
    whole = a_table(tmp_path, [company_row(n) for n in range(500)], "x.csv").read_bytes()
    cut = tmp_path / "x.csv.gz"
    cut.write_bytes(gzip.compress(whole)[:-200])
    dataset, _tally = load(cut)
    assert dataset.state == DatasetState.FAILED
    assert "Directorul rămâne" in dataset.error
    assert names(dataset) == ["Firma 1 SRL"]


def test_a_full_disk_leaves_the_old_directory_and_nothing_else(db, tmp_path, home):
    dataset = a_dataset(tmp_path, [company_row(1)])
    path = a_table(tmp_path, [company_row(n, name="x" * 200) for n in range(3000)])
    small = store.Draft.__init__

    def cramped(self, *told):
        small(self, *told)
        self.database.execute("PRAGMA max_page_count = 20")

    store.Draft.__init__ = cramped
    try:
        dataset, _tally = load(path)
    finally:
        store.Draft.__init__ = small
    assert dataset.state == DatasetState.FAILED
    assert "plin" in dataset.error
    assert [file.name for file in (home / "directory").iterdir()] == [dataset.file]


def test_a_dry_run_tells_what_a_thousand_rows_would_become_and_keeps_nothing(db, tmp_path, home):
    path = a_table(tmp_path, [company_row(n, country="" if n % 10 == 0 else "RO") for n in range(1200)])
    tried = try_out([Source(path)], Options())
    assert (tried.tally.accepted, tried.tally.rejects["no_country"]) == (900, 100)
    assert len(tried.sample) == 5
    assert not (home / "directory").exists()
    assert not Dataset.objects.exists()


def test_a_removed_dataset_takes_its_file_along(db, tmp_path, home, django_capture_on_commit_callbacks):
    dataset = a_dataset(tmp_path, [company_row(1)])
    with django_capture_on_commit_callbacks(execute=True):
        remove_dataset(actor=None, dataset=dataset)
    assert list((home / "directory").iterdir()) == []


def test_a_load_that_was_cut_off_goes_on_where_it_was(db, tmp_path, monkeypatch, home):
    monkeypatch.setattr("filon.leadmining.services.loading._PIECE", 10)
    path = a_table(tmp_path, [company_row(n, country="" if n == 3 else "RO") for n in range(35)])
    dataset = register_dataset(actor=None, sources=[Source(path)], key="generic", options=Options())

    def dies(rows):
        if rows >= 19:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_load(dataset, dies)
    told = []
    tally = run_load(dataset, told.append)
    assert told == [29, 34]
    assert (dataset.state, dataset.rows, tally.rejects["no_country"]) == (DatasetState.READY, 34, 1)
    assert [file.name for file in (home / "directory").iterdir()] == [dataset.file]


def test_what_is_being_loaded_is_neither_loaded_nor_removed_until_it_is_silent_for_long(db, tmp_path):
    dataset = register_dataset(actor=None, sources=[Source(a_table(tmp_path, []))], key="generic", options=Options())
    with pytest.raises(DomainError):
        remove_dataset(actor=None, dataset=dataset)
    with clock.stopped_at(clock.now() + SILENT_FOR):
        remove_dataset(actor=None, dataset=dataset)
    assert not Dataset.objects.exists()
